import { once } from 'node:events'
import { type RequestListener, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { addUp, drive, percentile } from './drive.ts'
import { HttpConnection } from './http-connection.ts'

let server: Server | undefined

afterEach(() => server?.close())

test('every connection asks until its source runs dry, and each answer is counted', async () => {
  const asked: string[] = []
  const address = await serve((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.cookie}`)
    response.setHeader('content-length', 2).end('{}')
  })
  const answered = await drive({ address, headers: { cookie: 'a=b' }, connections: 3, seconds: 60, openSource: () => sourceOf(4) })
  expect(asked).toEqual(Array<string>(12).fill('GET /case a=b'))
  expect(answered).toMatchObject({ operations: 12 })
  expect(answered.latencies).toHaveLength(12)
})

test('an answer that is no success ends the run and is shown', async () => {
  const address = await serve((_request, response) => response.writeHead(503, { 'content-length': 4 }).end('away'))
  await expect(drive({ address, headers: {}, connections: 2, seconds: 60, openSource: () => sourceOf(4) })).rejects.toThrow('GET /case was answered with 503: away')
})

test('a reply that arrives in pieces is read whole', async () => {
  const body = 'Brambleford – '.repeat(20_000)
  const address = await serve((request, response) => {
    const sent: Buffer[] = []
    request.on('data', (piece: Buffer) => sent.push(piece)).on('end', () => {
      response.writeHead(200, { 'content-length': Buffer.byteLength(body) })
      response.write(body.slice(0, 7))
      setImmediate(() => response.end(body.slice(7)))
    })
  })
  const connection = await HttpConnection.open(address)
  expect(await connection.send({ method: 'POST', path: '/', body: '{"words":"é"}' })).toMatchObject({ status: 200, body })
  expect(await connection.send({ method: 'GET', path: '/' })).toMatchObject({ status: 200, body })
  connection.close()
})

test('a percentile is the smallest value that this share does not exceed', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([0.5, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 99, 100])
  expect(percentile([7], 0.01)).toBe(7)
})

test('runs of one kind add up to one', () => {
  expect(addUp([{ operations: 2, seconds: 1, latencies: [3, 4] }, { operations: 1, seconds: 2, latencies: [5] }])).toEqual({ operations: 3, seconds: 3, latencies: [3, 4, 5] })
})

function sourceOf(count: number) {
  let left = count
  return () => (left-- > 0 ? { method: 'GET' as const, path: '/case' } : undefined)
}

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
