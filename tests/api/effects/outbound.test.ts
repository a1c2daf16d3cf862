import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { createOutbound, type OutboundProblem, type Resolved } from '../../../api/effects/outbound.ts'
import { isPublicAddress } from '../../../api/effects/public-address.ts'

const servers: Server[] = []
const listening = async (answer: RequestListener) => {
  const seen: { host: string | undefined; url: string | undefined }[] = []
  const server = createServer((req, res) => {
    seen.push({ host: req.headers.host, url: req.url })
    answer(req, res)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, seen }
}
const endAll = async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
afterEach(endAll)
afterAll(endAll)

const loopback: Resolved = { address: '127.0.0.1', family: 4 }
const problem = (work: Promise<unknown>): Promise<OutboundProblem> =>
  work.then(
    () => Promise.reject(new Error('it was sent')),
    (error: OutboundProblem) => error,
  )
const noName = () => Promise.reject(new Error('no name is asked for'))

describe('addresses', () => {
  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254'],
    ...['168.63.129.16', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.192', '192.168.1.1'],
    ...['198.18.0.1', '203.0.113.9', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1'],
    ...[
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd00:ec2::254',
      'fec0::1',
      'ff02::1',
      '2001::1',
      '2001:db8::1',
    ],
    ...['2002:7f00:1::1', '100::1', '3fff::1', '127.1', '', 'localhost', '2130706433'],
  ])('%j is none of the public internet', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each(['1.1.1.1', '8.8.8.8', '172.15.0.1', '100.128.0.1', '192.0.1.1', '2606:4700::1', '2001:fb0::1'])(
    '%j is one',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )
})

describe('what is not called', () => {
  const outbound = createOutbound({ allowed: [], resolve: noName })
  test.each([
    ['a scheme in the clear', 'http://www.example.go.th/', 'scheme'],
    ['a file', 'file:///etc/passwd', 'address'],
    ['another scheme', 'gopher://www.example.go.th/', 'scheme'],
    ['no address', 'www.example.go.th', 'address'],
    ['a name and a password', 'https://a:b@www.example.go.th/', 'address'],
    ['loopback', 'https://127.0.0.1/', 'private'],
    ['loopback in short', 'https://127.1/', 'private'],
    ['loopback as one number', 'https://2130706433/', 'private'],
    ['loopback in hexadecimals', 'https://0x7f000001/', 'private'],
    ['loopback in octals', 'https://0177.0.0.1/', 'private'],
    ['loopback in wide digits', 'https://１２７.0.0.1/', 'private'],
    ['loopback of IPv6', 'https://[::1]/', 'private'],
    ['IPv4 within IPv6', 'https://[::ffff:127.0.0.1]/', 'private'],
    ['NAT64', 'https://[64:ff9b::127.0.0.1]/', 'private'],
    ['what a cloud tells of the machine', 'https://169.254.169.254/latest/meta-data/', 'private'],
    ['carrier-grade NAT', 'https://100.64.1.1/', 'private'],
  ])('%s', async (_, url, code) => {
    expect(outbound.refusalOf(url)?.code).toBe(code)
    const refused = await problem(outbound.send({ url }))
    expect(refused).toMatchObject({ code, isFinal: true })
    expect(refused.text.th).toMatch(/[ก-ฮ]/)
  })

  test.each([
    ['to loopback', [loopback]],
    [
      'to a private network, by both families',
      [
        { address: '10.1.2.3', family: 4 },
        { address: 'fd00::1', family: 6 },
      ],
    ],
    ['to IPv4 within IPv6', [{ address: '::ffff:10.0.0.1', family: 6 }]],
  ] as [string, Resolved[]][])('a name that leads %s', async (_, found) => {
    const asked: string[] = []
    const resolving = createOutbound({
      allowed: ['other.example:443'],
      resolve: async (host) => {
        asked.push(host)
        return found
      },
    })
    expect(resolving.refusalOf('https://inside.example/')).toBeUndefined()
    expect((await problem(resolving.send({ url: 'https://inside.example/' }))).code).toBe('private')
    expect(asked).toEqual(['inside.example'])
  })

  test('a port of an allowed host that was not named', async () => {
    const { port, seen } = await listening((_req, res) => res.end())
    const named = createOutbound({ allowed: ['127.0.0.1:1', 'localhost'], resolve: async () => [loopback] })
    expect((await problem(named.send({ url: `http://127.0.0.1:${port}/` }))).code).toBe('scheme')
    expect((await problem(named.send({ url: `https://127.0.0.1:${port}/` }))).code).toBe('private')
    expect((await problem(named.send({ url: `https://localhost:${port}/` }))).code).toBe('private')
    expect(seen).toEqual([])
  })
})

describe('what is called', () => {
  test('what was resolved once is what is connected to, whatever the name says a moment later', async () => {
    const first = await listening((_req, res) => res.end('the one that was checked'))
    const answers: Resolved[][] = [[loopback], [{ address: '127.0.0.2', family: 4 }]]
    const name = `rebinding.example:${first.port}`
    const outbound = createOutbound({ allowed: [name], resolve: async () => answers.shift() ?? [] })
    const answer = await outbound.send({ url: `http://${name}/x?y=1` })
    expect(answer).toMatchObject({ status: 200, url: `http://${name}/x?y=1` })
    expect(answer.body.toString()).toBe('the one that was checked')
    expect(first.seen).toEqual([{ host: name, url: '/x?y=1' }])
    expect(answers).toHaveLength(1)
  })

  test('another address of the host is tried where no connection comes about', async () => {
    const { port } = await listening((_req, res) => res.end('there'))
    const name = `two.example:${port}`
    const outbound = createOutbound({
      allowed: [name],
      resolve: async () => [{ address: '127.0.0.9', family: 4 }, loopback],
    })
    expect((await outbound.send({ url: `http://${name}/` })).body.toString()).toBe('there')
  })

  test('a redirect is followed only where asked, and checked like the first address', async () => {
    const inner = await listening((_req, res) => res.end('secret'))
    const outer = await listening((req, res) => {
      const to = req.url === '/in' ? `http://127.0.0.1:${inner.port}/` : '/next'
      if (req.url === '/next') res.end('here')
      else res.writeHead(302, { Location: req.url === '/loop' ? '/loop' : to }).end()
    })
    const base = `http://127.0.0.1:${outer.port}`
    const outbound = createOutbound({ allowed: [`127.0.0.1:${outer.port}`] })
    expect(await outbound.send({ url: `${base}/in` })).toMatchObject({ status: 302 })
    expect((await problem(outbound.send({ url: `${base}/in`, redirects: 3 }))).code).toBe('scheme')
    expect((await problem(outbound.send({ url: `${base}/loop`, redirects: 3 }))).code).toBe('redirects')
    const followed = await outbound.send({ url: `${base}/other`, redirects: 3 })
    expect(followed).toMatchObject({ status: 200, url: `${base}/next` })
    expect(inner.seen).toEqual([])
  })

  test('a body without end, one that trickles, and a host that says nothing end in time', async () => {
    const { port } = await listening((req, res) => {
      if (req.url === '/silent') return
      res.writeHead(200)
      if (req.url === '/endless') {
        const more = (): void => {
          while (res.write(Buffer.alloc(65_536, 1)));
          res.once('drain', more)
        }
        more()
      } else {
        const trickle = setInterval(() => res.write('.'), 20)
        res.on('close', () => clearInterval(trickle))
      }
    })
    const url = `http://127.0.0.1:${port}`
    const outbound = createOutbound({ allowed: [`127.0.0.1:${port}`] })
    const sent = (path: string) => problem(outbound.send({ url: url + path, timeMs: 400, maxBytes: 300_000 }))
    expect((await sent('/endless')).code).toBe('size')
    expect((await sent('/slow')).code).toBe('time')
    expect((await sent('/silent')).code).toBe('time')
  })

  test('a name whose resolution never ends is given up in time too', async () => {
    const outbound = createOutbound({ allowed: [], resolve: () => new Promise(() => {}) })
    expect((await problem(outbound.send({ url: 'https://slow.example/', timeMs: 100 }))).code).toBe('time')
  })

  test('a body is sent as it is read, and a host that closes is told from one that is not there', async () => {
    let size = 0
    const { port } = await listening((req, res) => {
      if (req.url === '/cut') return void req.socket.destroy()
      req.on('data', (part: Buffer) => (size += part.length))
      req.on('end', () => res.writeHead(201, { 'X-Length': req.headers['content-length'] }).end())
    })
    const outbound = createOutbound({ allowed: [`127.0.0.1:${port}`, '127.0.0.1:1'] })
    const read = async () => Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(25_000)))
    const body = { size: 1_000_000, read }
    const answer = await outbound.send({ url: `http://127.0.0.1:${port}/`, method: 'POST', body })
    expect(answer).toMatchObject({ status: 201, headers: { 'x-length': '1000000' } })
    expect(size).toBe(1_000_000)
    expect((await problem(outbound.send({ url: `http://127.0.0.1:${port}/cut` }))).code).toBe('broken')
    expect((await problem(outbound.send({ url: 'http://127.0.0.1:1/' }))).code).toBe('unreachable')
  })
})
