import { lookup } from 'node:dns/promises'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { createConnection, isIP, type LookupFunction, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Text } from '../../machines/procedure/procedure.ts'
import { isPublicAddress } from './public-address.ts'

export type OutboundRequest = {
  url: string
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Record<string, string>
  body?: string | { size: number; read: () => Promise<Readable> }
  /** All of it together may take so long, in ms. */
  timeMs?: number
  /** So many bytes of the answer's body are read at most. */
  maxBytes?: number
  /** So many redirects are followed, each checked anew; of a GET alone. */
  redirects?: number
  signal?: AbortSignal
}
export type OutboundAnswer = {
  /** Where the answer came from, after redirects. */
  url: string
  status: number
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
}
export type Resolved = { address: string; family: number }
export type Outbound = {
  /**
   * Sends one request and answers with whatever status came. Throws `OutboundProblem` where the address may not be called,
   * or nothing whole came back in time.
   */
  send(request: OutboundRequest): Promise<OutboundAnswer>
  /**
   * Opens a connection for another protocol, whose own encryption follows on it; without any, only hosts that whoever runs
   * the server has named (`host:port`) are called. Throws `OutboundProblem`.
   */
  connect(to: { host: string; port: number; encrypted: boolean; signal: AbortSignal }): Promise<Socket>
  /** Why `connect` would call a host never, by its look alone. */
  refusalToConnect(to: { host: string; port: number; encrypted: boolean }): OutboundProblem | undefined
  /** Why an address could never be called, by its look alone; undefined where it may be. */
  refusalOf(url: string): OutboundProblem | undefined
}

type Code =
  | 'address'
  | 'scheme'
  | 'plain'
  | 'private'
  | 'unknownHost'
  | 'unreachable'
  | 'certificate'
  | 'time'
  | 'size'
  | 'redirects'
  | 'broken'

/** Why a request was not sent, or brought no answer. It holds the host and never a header, a body or an error of TLS. */
export class OutboundProblem extends Error {
  readonly code: Code
  readonly text: Text
  constructor(code: Code, host: string) {
    super(`${code}: ${host}`)
    this.code = code
    this.text = { th: sentences[code].th(host), en: sentences[code].en(host) }
  }
  /** It lies in the address: to try again changes nothing. */
  get isFinal(): boolean {
    return ['address', 'scheme', 'plain', 'private'].includes(this.code)
  }
}

const defaults = { timeMs: 20_000, maxBytes: 1024 ** 2 }
const userAgent = 'Prakat'
const redirecting = new Set([301, 302, 303, 307, 308])

type Given = {
  /** `host` or `host:port`, in lower case: these alone may lie on a private network, and be called without TLS. */
  allowed: readonly string[]
  resolve?: (host: string) => Promise<Resolved[]>
}

/**
 * The one way out of this server. Only https is spoken, and only with addresses of the public internet: the name is
 * resolved here, once, and what was checked is what is connected to, so that a name that changes its address in between
 * (DNS rebinding) reaches nothing else. A host that whoever runs the server has named may be anywhere.
 */
export function createOutbound({ allowed, resolve = resolveName }: Given): Outbound {
  const isAllowed = (url: URL) => {
    const host = hostOf(url)
    const standard = url.port === '' ? [host] : []
    return [...standard, `${bracketed(host)}:${portOf(url)}`].some((name) => allowed.includes(name))
  }
  const checkedUrl = (given: string): URL => {
    const url = URL.canParse(given) ? new URL(given) : undefined
    if (!url || url.hostname === '') throw new OutboundProblem('address', shortened(given))
    // A name and a password before the host would be sent, and be kept where addresses are kept.
    if (url.username !== '' || url.password !== '') throw new OutboundProblem('address', hostOf(url))
    const named = isAllowed(url)
    if (url.protocol !== 'https:' && !(named && url.protocol === 'http:'))
      throw new OutboundProblem('scheme', hostOf(url))
    if (!named && isIP(hostOf(url)) !== 0 && !isReachable(hostOf(url)))
      throw new OutboundProblem('private', hostOf(url))
    return url
  }
  const addressesOf = async (url: URL, signal: AbortSignal): Promise<Resolved[]> => {
    const host = hostOf(url)
    const family = isIP(host)
    const found =
      family === 0 ? await untilAborted(resolve(host), signal).catch(() => []) : [{ address: host, family }]
    if (signal.aborted) throw new OutboundProblem('time', host)
    if (found.length === 0) throw new OutboundProblem('unknownHost', host)
    const reachable = isAllowed(url) ? found : found.filter(({ address }) => isReachable(address))
    if (reachable.length === 0) throw new OutboundProblem('private', host)
    return reachable.slice(0, 3)
  }
  /** What the first of a host's addresses gives that can be reached. */
  const atEach = async <Result>(
    url: URL,
    signal: AbortSignal,
    reach: (at: Resolved) => Promise<Result>,
  ): Promise<Result> => {
    let failed: unknown
    for (const at of await addressesOf(url, signal)) {
      try {
        return await reach(at)
      } catch (error) {
        failed = error
        // What was sent may have arrived: only where nothing was, another address of the host is tried.
        if (!(error instanceof NotConnected) || signal.aborted) break
      }
    }
    throw problemOf(failed, hostOf(url), signal)
  }
  const checkedHost = ({
    host,
    port,
    encrypted,
  }: {
    host: string
    port: number
    encrypted: boolean
  }): URL => {
    const url = new URL('https://host.invalid')
    url.hostname = isIP(host) === 6 ? `[${host}]` : host
    url.port = String(port)
    if (hostOf(url) !== host.toLowerCase()) throw new OutboundProblem('unknownHost', shortened(host))
    if (!encrypted && !isAllowed(url)) throw new OutboundProblem('plain', host)
    return checkedUrl(url.href)
  }
  return {
    refusalToConnect: (to) => {
      try {
        checkedHost(to)
      } catch (error) {
        return error as OutboundProblem
      }
      return undefined
    },
    connect: async ({ signal, ...to }) => {
      return atEach(checkedHost(to), signal, (at) => opened(at, to.port, signal))
    },
    refusalOf: (given) => {
      try {
        checkedUrl(given)
      } catch (error) {
        return error as OutboundProblem
      }
      return undefined
    },
    send: async (given) => {
      const late = AbortSignal.timeout(given.timeMs ?? defaults.timeMs)
      const signal = given.signal ? AbortSignal.any([late, given.signal]) : late
      let url = checkedUrl(given.url)
      for (let left = given.redirects ?? 0; ; left -= 1) {
        const from = url
        const answer = await atEach(from, signal, (at) => exchange(from, at, given, signal))
        const { location } = answer.headers
        if (!redirecting.has(answer.status) || location === undefined || (given.redirects ?? 0) === 0)
          return answer
        if (left === 0) throw new OutboundProblem('redirects', hostOf(url))
        url = checkedUrl(URL.canParse(location, url.href) ? new URL(location, url).href : location)
      }
    },
  }
}

const resolveName = (host: string): Promise<Resolved[]> => lookup(host, { all: true, verbatim: true })

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
const bracketed = (host: string) => (isIP(host) === 6 ? `[${host}]` : host)
const portOf = (url: URL) => url.port || (url.protocol === 'http:' ? '80' : '443')
const shortened = (given: string) => (given.length > 100 ? `${given.slice(0, 100)}…` : given)

/** Of the public internet, and not this machine under its public address. */
function isReachable(address: string): boolean {
  if (!isPublicAddress(address)) return false
  const own = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return !own.some((one) => one.address === address)
}

/** Nothing was sent: no connection came about. */
class NotConnected extends Error {}

function opened({ address }: Resolved, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const late = AbortSignal.timeout(defaults.timeMs)
    const socket = createConnection({ host: address, port })
    const end = () => socket.destroy(new Error('aborted'))
    const ending = AbortSignal.any([late, signal])
    ending.addEventListener('abort', end, { once: true })
    socket.once('error', (error) => reject(Object.assign(new NotConnected(), { cause: error })))
    socket.once('connect', () => {
      ending.removeEventListener('abort', end)
      signal.addEventListener('abort', end, { once: true })
      socket.once('close', () => signal.removeEventListener('abort', end))
      socket.on('error', () => {})
      resolve(socket)
    })
  })
}

/** One request to one address that was checked. */
function exchange(
  url: URL,
  at: Resolved,
  { method = 'GET', headers = {}, body, maxBytes = defaults.maxBytes }: OutboundRequest,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  // Node asks for all addresses or for one; it is given what was checked, whatever the name says by now.
  const checked: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [at]) : done(null, at.address, at.family)
  return new Promise((resolve, reject) => {
    const size = typeof body === 'string' ? Buffer.byteLength(body) : body?.size
    let connected = false
    const sent: ClientRequest = (url.protocol === 'https:' ? httpsRequest : httpRequest)({
      protocol: url.protocol,
      hostname: hostOf(url),
      port: portOf(url),
      lookup: checked,
      method,
      path: `${url.pathname}${url.search}`,
      agent: false,
      signal,
      headers: {
        'User-Agent': userAgent,
        // What is packed could unpack to anything.
        'Accept-Encoding': 'identity',
        ...headers,
        ...(size !== undefined && { 'Content-Length': String(size) }),
      },
    })
    const fail = (error: unknown) => {
      sent.destroy()
      reject(connected ? error : Object.assign(new NotConnected(), { cause: error }))
    }
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect'
    sent.on('socket', (socket) => socket.once(ready, () => (connected = true)))
    sent.on('error', fail)
    sent.on('upgrade', (_answer, socket) => {
      socket.destroy()
      fail(new Error('upgrade'))
    })
    sent.on('response', (answer) => readWhole(answer, maxBytes).then(answered(url, answer, resolve), fail))
    if (body === undefined || typeof body === 'string') sent.end(body)
    else
      body
        .read()
        .then((bytes) => pipeline(bytes, sent), fail)
        .catch(fail)
  })
}

const answered =
  (url: URL, answer: IncomingMessage, resolve: (answer: OutboundAnswer) => void) =>
  (body: Buffer): void => {
    const headers: Record<string, string | undefined> = {}
    for (const [name, value] of Object.entries(answer.headers))
      headers[name] = Array.isArray(value) ? value.join(', ') : value
    resolve({ url: url.href, status: answer.statusCode ?? 0, headers, body })
  }

class TooLarge extends Error {}

async function readWhole(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length
    if (size > maxBytes) throw new TooLarge()
    parts.push(part)
  }
  if (!answer.complete) throw new Error('cut off')
  return Buffer.concat(parts)
}

function problemOf(error: unknown, host: string, signal: AbortSignal): OutboundProblem {
  if (error instanceof OutboundProblem) return error
  if (error instanceof TooLarge) return new OutboundProblem('size', host)
  if (signal.aborted) return new OutboundProblem('time', host)
  const cause = error instanceof NotConnected ? error.cause : error
  const { code = '' } = (cause ?? {}) as { code?: string }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/.test(code))
    return new OutboundProblem('certificate', host)
  return new OutboundProblem(error instanceof NotConnected ? 'unreachable' : 'broken', host)
}

function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted'))
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const sentences: Record<Code, { th: (host: string) => string; en: (host: string) => string }> = {
  address: {
    th: (host) => `ที่อยู่เว็บไม่ถูกต้อง (${host}) พิมพ์ที่อยู่เต็มโดยไม่มีชื่อผู้ใช้หรือรหัสผ่าน เช่น https://www.example.go.th`,
    en: (host) =>
      `Not a web address (${host}): type it whole, without a name or a password, such as https://www.example.go.th.`,
  },
  scheme: {
    th: (host) => `ที่อยู่ของ ${host} ต้องขึ้นต้นด้วย https://`,
    en: (host) => `The address of ${host} must begin with https://.`,
  },
  plain: {
    th: (host) => `${host} ต้องใช้การเข้ารหัส (TLS) หากเป็นเครื่องภายในที่ไม่มี ให้ผู้ดูแลเครื่องแม่ข่ายอนุญาตชื่อนี้`,
    en: (host) =>
      `${host} has to be called with TLS. Whoever runs the server can allow a host inside, by name, to be called without.`,
  },
  private: {
    th: (host) => `${host} อยู่ในเครือข่ายภายในหรือเป็นเครื่องนี้เอง ระบบจึงไม่ติดต่อ หากจำเป็น ให้ผู้ดูแลเครื่องแม่ข่ายอนุญาตชื่อนี้`,
    en: (host) =>
      `${host} lies on a private network or is this machine, so it is not called. Whoever runs the server can allow it by name.`,
  },
  unknownHost: { th: (host) => `ไม่พบเครื่องแม่ข่ายชื่อ ${host}`, en: (host) => `There is no host ${host}.` },
  unreachable: { th: (host) => `ติดต่อ ${host} ไม่ได้`, en: (host) => `${host} cannot be reached.` },
  certificate: {
    th: (host) => `ใบรับรองความปลอดภัย (TLS) ของ ${host} ใช้ไม่ได้`,
    en: (host) => `The certificate (TLS) of ${host} is not valid.`,
  },
  time: { th: (host) => `${host} ไม่ตอบภายในเวลา`, en: (host) => `${host} did not answer in time.` },
  size: { th: (host) => `${host} ส่งคำตอบใหญ่เกินไป`, en: (host) => `The answer of ${host} is too large.` },
  redirects: {
    th: (host) => `${host} ส่งต่อไปที่อยู่อื่นหลายครั้งเกินไป`,
    en: (host) => `${host} redirects too often.`,
  },
  broken: {
    th: (host) => `การติดต่อกับ ${host} ขาดกลางคัน`,
    en: (host) => `The connection to ${host} broke off.`,
  },
}
