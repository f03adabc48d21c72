import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { OperatorError } from '../operator-error.ts'
import type { EventLog } from './event-log.ts'
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
    const content = await (isXml ? readXesLog(text) : readCsvLog(text))
    return { ...content, name: logName(path), fileName: basename(path), digest: hash.digest('hex') }
  } catch (error) {
    throw describeFailure(error, path)
  }
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
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const said = READING_FAILURES[code]
  if (said !== undefined) return new OperatorError(`${path} cannot be read: ${said}.`, 'Name a file of CSV or XES, packed with gzip or not. Nothing was changed.', { cause: error })
  return error
}

const READING_FAILURES: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  Z_BUF_ERROR: 'the packed file is cut off',
  Z_DATA_ERROR: 'the packed file is damaged',
  ERR_ENCODING_NOT_SUPPORTED: 'it declares an encoding that is not known here',
}
