import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { readEventLog } from './read-event-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'event-logs-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0

/** Writes a log and reads it. */
function read(content: string | Buffer, ending = 'csv') {
  files += 1
  const path = join(folder, `Log ${files}.${ending}`)
  writeFileSync(path, content)
  return readEventLog(path)
}

async function readLines(content: string | Buffer) {
  const { rows, problems } = await read(content)
  return { rows: rows.map(({ line, values }) => `${line}: ${values.join('|')}`), problems: problems.map(({ line, reason }) => `${line}: ${reason}`) }
}

describe('a log of CSV', () => {
  test('is known by its file’s name, and by a digest of its bytes', async () => {
    const log = await read('case,what\n1,Visit\n')
    expect(log).toMatchObject({ columns: ['case', 'what'], rows: [{ line: 2, values: ['1', 'Visit'] }], name: `log-${files}` })
    expect(log.digest).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each([
    ['commas', 'a,b\n1,2\n', ['1|2']],
    ['semicolons', 'a;b\n1,5;2\n', ['1,5|2']],
    ['tabs', 'a\tb\n1\t2\n', ['1|2']],
    ['lines ended as in Windows, the last one not at all', 'a,b\r\n1,2\r\n3,4', ['1|2', '3|4']],
    ['empty lines between', 'a,b\n\n1,2\n   \n3,4\n', ['1|2', '3|4']],
    ['quoted values with commas, quotes and line ends', 'a,b\n"1, one","say ""no""\nor yes"\n3,4\n', ['1, one|say "no"\nor yes', '3|4']],
    ['a mark of the byte order', '\uFEFFa,b\n1,ü\n', ['1|ü']],
  ])('may be written with %s', async (_form, text, rows) => {
    const log = await read(text)
    expect([log.columns, log.rows.map(({ values }) => values.join('|'))]).toEqual([['a', 'b'], rows])
    expect(log.problems).toEqual([])
  })

  test('may be UTF-16, as spreadsheets save it, and may be packed', async () => {
    expect((await read(Buffer.from('\uFEFFa\tb\n1\tü\n', 'utf16le'))).rows).toEqual([{ line: 2, values: ['1', 'ü'] }])
    expect((await read(gzipSync('a,b\n1,2\n'), 'csv.gz')).rows).toEqual([{ line: 2, values: ['1', '2'] }])
  })

  test('tells lines with too few or too many columns by number, and reads the others', async () => {
    expect(await readLines('a,b,c\n1,2\n1,2,3\n1,2,3,4\n')).toEqual({ rows: ['3: 1|2|3'], problems: ['2: it has 2 of 3 columns', '4: it has 4 columns where the heading has 3'] })
  })

  test('loses one line, not the rest, to a quote that is never closed', async () => {
    const reason = 'a quote is opened and never closed'
    expect(await readLines('a,b\n1,2\n3,"four\n5,6\n7,8\n')).toEqual({ rows: ['2: 1|2', '4: 5|6', '5: 7|8'], problems: [`3: ${reason}`] })
    const long = Array.from({ length: 1000 }, (_, index) => `${index},x`).join('\n')
    expect((await read(`a,b\n3,"four\n${long}\n`)).rows.length).toBe(1000)
  })

  test('loses one line to a stray quote, also when a later line has one too', async () => {
    const { rows, problems } = await readLines('a,b\n1,5" pipe\n2,two\n3,6" pipe\n4,"four\nlines"\n')
    expect(rows).toEqual(['3: 2|two', '5: 4|four\nlines'])
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['2', '4'])
  })

  test('drops a line that is too long to be one of a log', async () => {
    const { rows, problems } = await readLines(`a,b\n1,${'x'.repeat(1_200_000)}\n2,two\n`)
    expect([rows, problems]).toEqual([['3: 2|two'], ['2: the line is too long to be one of a log']])
  })

  test.each<[kind: string, content: string | Buffer, words: string]>([
    ['empty', '', 'The file is empty.'],
    ['blank', '\n\n  \n', 'The file is empty.'],
    ['empty and packed', gzipSync(''), 'The file is empty.'],
    ['a heading alone', 'a,b\r\n', 'holds no events.'],
    ['a heading with a column twice', 'a,a\n1,2\n', '"a" twice'],
    ['a heading whose quote is never closed', '"a,b\n1,2\n3,4\n', 'The heading, line 1, cannot be read: a quote is opened and never closed.'],
    ['a heading that is too long', `${'x'.repeat(1_200_000)}\n1\n`, 'The heading, line 1, cannot be read: the line is too long to be one of a log.'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'its first line is not text of UTF-8'],
    ['a spreadsheet', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), 'its first line is not text of UTF-8'],
    ['packed twice', gzipSync(gzipSync('a,b\n1,2\n')), 'its first line is not text of UTF-8'],
    ['a heading in Latin-1', Buffer.from('Ref,Stra\xdfe\n1,2\n', 'latin1'), 'its first line is not text of UTF-8'],
    ['JSON', '{"ocel:events": {}}', 'is JSON, and event logs are read as CSV or XES.'],
    ['lines ended as on old Macs', 'a,b\r1,2\r', 'end with a carriage return alone'],
  ])('that is %s is refused in words', async (_kind, content, words) => {
    await expect(read(content)).rejects.toMatchObject({ name: 'OperatorError', message: expect.stringContaining(words), remedy: expect.stringMatching(/\.$/) })
  })

  test('that is cut off, or is not there, is said in words', async () => {
    const packed = gzipSync('a,b\n'.padEnd(100_000, '1,2\n'))
    await expect(read(packed.subarray(0, packed.length / 2), 'csv.gz')).rejects.toThrow('the packed file is cut off')
    await expect(readEventLog(join(folder, 'nothing.csv'))).rejects.toThrow('there is no such file')
    await expect(readEventLog(folder)).rejects.toThrow('it is a folder')
  })
})

const XES = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <trace>
    <string key="concept:name" value="case-1"><string key="note" value="not kept"/></string>
    <event>
      <string key="concept:name" value="Visit &amp; look"/>
      <date key="time:timestamp" value="2011-10-11T13:45:40.276+02:00"/>
      <list key="people"><values><string key="who" value="not kept"/></values></list>
    </event>
    <event><string key="org:resource" value="Ann"/></event>
  </trace>
  <trace><string key="concept:name" value="case-2"/></trace>
  <event><string key="concept:name" value="Lost"/></event>
</log>`

describe('a log of XES', () => {
  test('is read event by event, with what its trace says under case:', async () => {
    const log = await read(XES, 'xes')
    expect(log.columns).toEqual(['case:concept:name', 'concept:name', 'time:timestamp', 'org:resource'])
    expect(log.rows).toEqual([
      { line: 6, values: ['case-1', 'Visit & look', '2011-10-11T13:45:40.276+02:00', ''] },
      { line: 11, values: ['case-1', '', '', 'Ann'] },
    ])
    expect(log.problems).toEqual([
      { line: 13, reason: 'the trace has no events' },
      { line: 14, reason: 'the event is in no trace, so it belongs to no case' },
    ])
  })

  test('may be packed', async () => {
    expect((await read(gzipSync(XES), 'xes.gz')).rows.length).toBe(2)
  })

  test.each([
    ['a document type', `<!DOCTYPE log [<!ENTITY a "aaaa">]><log/>`, 'declares a document type'],
    ['entities that grow', `<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><log><trace><string key="concept:name" value="&b;"/></trace></log>`, 'declares a document type'],
    ['an entity of its own', `<log><trace><string key="concept:name" value="&a;"/></trace></log>`, 'cannot be read at line 1: undefined entity.'],
    ['no events', `<log></log>`, 'holds no events.'],
    ['traces without events', `<log><trace><string key="concept:name" value="1"/></trace></log>`, 'holds no events. Line 1: the trace has no events.'],
    ['an encoding that is none', `<?xml version="1.0" encoding="klingon"?><log></log>`, 'it declares an encoding that is not known here'],
    ['deep nesting', `<log>${'<list>'.repeat(100)}${'</list>'.repeat(100)}</log>`, 'nested more than 32 deep'],
    ['a tag that is not closed', `<log><trace></log>`, 'line 1'],
    ['a file that ends early', `<log><trace>`, 'unclosed tag'],
    ['another kind of XML', `<html></html>`, 'begins with <html>'],
    ['a value without an end', `<log><trace><string key="a" value="${'x'.repeat(3_000_000)}`, 'without a tag'],
  ])('is refused for %s', async (_fault, text, words) => {
    await expect(read(text, 'xes')).rejects.toThrow(words)
  })
})
