import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { OperatorError } from '../operator-error.ts'
import { whyUnreadable } from '../unreadable-file.ts'
import type { EventLog, LogContent } from './event-log.ts'
import { kebabCase } from './names.ts'
import { readCsvLog } from './read-csv-log.ts'
import { readXesLog } from './read-xes-log.ts'

/**
 * Reads the log in a file: CSV or XES, either of them packed with gzip; what it is, its content says.
 * @throws OperatorError when the file is not there, is cut off, or is no log
 */
export async function readEventLog(path: string): Promise<EventLog> {
  const hash = createHash('sha256')
  try {
    const pieces = decoded(await unpacked(fileBytes(path, hash)))
    const first = await pieces.next()
    const text = resumed(first, pieces)
    const isXml = !first.done && /^\s*</.test(first.value)
    if (!first.done && /^\s*\{/.test(first.value)) throw new OperatorError(`${path} is JSON, and event logs are read as CSV or XES.`, 'Export it as one of them. Nothing was changed.')
    const content = await (isXml ? readXesLog(text) : readCsvLog(text))
    refuseEmpty(content, path)
    return { ...content, name: logName(path), fileName: basename(path), digest: hash.digest('hex') }
  } catch (error) {
    throw describeFailure(error, path)
  }
}

/** A log of bad lines alone is reported line by line; one without any has nothing to report. */
function refuseEmpty({ columns, rows, problems: [first] }: LogContent, path: string): void {
  if (rows.length > 0 || (first !== undefined && columns.length > 0)) return
  const why = first === undefined ? '' : ` Line ${first.line}: ${first.reason}.`
  throw new OperatorError(`${path} holds no events.${why}`, 'Export it anew, with a row of CSV or an event of XES for each thing that happened. Nothing was changed.')
}

function logName(path: string): string {
  const name = kebabCase(basename(path).replace(/(\.(csv|tsv|txt|xes|xml|gz))+$/i, ''))
  return name === '' ? 'event-log' : name
}

async function* fileBytes(path: string, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk)
    yield chunk
  }
}

async function unpacked(bytes: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const first = await bytes.next()
  const all = resumed(first, bytes)
  const isGzip = !first.done && first.value[0] === 0x1f && first.value[1] === 0x8b
  return isGzip ? pipeline(Readable.from(all), createGunzip(), () => undefined) : all
}

/** The text of the bytes: UTF-8, unless a byte order mark or the XML declaration says otherwise. */
async function* decoded(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder?.decode() ?? ''
  if (rest !== '') yield rest
}

function encodingOf(chunk: Buffer): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return /^<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(chunk.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8'
}

/** The stream again from the piece that was looked at. */
async function* resumed<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return
  yield first.value
  yield* rest
}

function describeFailure(error: unknown, path: string): unknown {
  if (error instanceof OperatorError) return error
  const said = whyUnreadable(error)
  if (said !== undefined) return new OperatorError(`${path} cannot be read: ${said}.`, 'Name a file of CSV or XES, packed with gzip or not. Nothing was changed.', { cause: error })
  return error
}
