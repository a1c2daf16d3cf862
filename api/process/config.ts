import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { ClamdAddress } from '../files/clamd.ts'
import type { S3Settings } from '../files/s3-store.ts'

export type Config = {
  port: number
  host: string
  /** The directory of the database. */
  data: string
  mode: 'demo' | 'production'
  demoPassword: string
  /** Keys the hashes of session tokens. */
  secret: string
  logLevel: LogLevel
  /** Whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses, networks, or `loopback`. */
  trustedProxies: string[]
  /** Where files lie instead of in the directory; undefined for the directory. */
  s3: S3Settings | undefined
  /** How many bytes of files one office may keep. */
  officeBytes: number
  /** The scanner for viruses; undefined where none is set up. */
  clamd: ClamdAddress | undefined
  /** `host` or `host:port`: what alone may be called on a private network, or without TLS. */
  outboundHosts: string[]
  /** Scheme and host of this product as people reach it, for links in e-mail; undefined: as an administrator reached it. */
  url: string | undefined
  /** Secrets of before, by which credentials may still be sealed. */
  formerSecrets: string[]
  /** So many days after a server last ran the clock may be at a start without being confirmed. */
  clockDays: number
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

export const demoSecret = 'prakat-demo-secret-not-for-production'
export const defaultDemoPassword = 'prakat-demo-2569'
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
/** Also with the brackets that a URL puts around an IPv6 address. */
export const isLoopback = (given: string): boolean => {
  const host = given.replace(/^\[|\]$/g, '')
  return loopback.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/**
 * Reads the configuration; a variable that is set to '' counts as unset. Throws an Error that names the variable and the
 * way out when a value cannot be used.
 */
export function readConfig(given: NodeJS.ProcessEnv): Config {
  const env = Object.fromEntries(
    variables.map((name) => [name, given[name] === '' ? undefined : given[name]]),
  ) as Environment
  for (const name of variables)
    if (env[name] !== undefined && visible(env[name]) === '')
      throw new Error(`${name} holds only blanks: ${waysOut[name]}, or unset it.`)
  const mode = env.PRAKAT_MODE ?? 'demo'
  if (mode !== 'demo' && mode !== 'production')
    throw new Error(`PRAKAT_MODE is "${mode}": ${waysOut.PRAKAT_MODE}.`)
  if (env.DATABASE_URL !== undefined)
    throw new Error(`DATABASE_URL is set, but this version stores in SQLite only: ${waysOut.DATABASE_URL}.`)
  const config: Config = {
    port: portOf(env.PORT ?? '3000'),
    host: env.HOST ?? '127.0.0.1',
    data: resolve(env.PRAKAT_DATA ?? './data'),
    mode,
    demoPassword: env.PRAKAT_DEMO_PASSWORD ?? defaultDemoPassword,
    secret: env.PRAKAT_SECRET ?? demoSecret,
    logLevel: logLevelOf(env.LOG_LEVEL ?? 'info'),
    trustedProxies: trustedProxiesOf(env.PRAKAT_TRUSTED_PROXIES ?? 'loopback'),
    s3: s3Of(env),
    officeBytes: officeBytesOf(env.PRAKAT_OFFICE_GIB ?? '50'),
    clamd: clamdOf(env.PRAKAT_CLAMD),
    outboundHosts: outboundHostsOf(env.PRAKAT_OUTBOUND_HOSTS),
    url: urlOf(env.PRAKAT_URL),
    formerSecrets: env.PRAKAT_FORMER_SECRETS?.split(',').map((one) => one.trim()) ?? [],
    clockDays: daysOf(env.PRAKAT_CLOCK_DAYS ?? '30'),
  }
  if (mode === 'demo') refuseDemoInTheOpen(config)
  else refuseDemoSecrets(env)
  return config
}

/** Each variable that is read, and what to do about one that cannot be used. */
const waysOut = {
  PRAKAT_MODE: 'use "demo" or "production"',
  PORT: 'use a number from 0 to 65535',
  HOST: 'use an address of this machine, such as 127.0.0.1',
  PRAKAT_DATA: 'set it to a directory',
  PRAKAT_SECRET: 'set it to at least 32 characters of your own, for example from: openssl rand -hex 32',
  PRAKAT_DEMO_PASSWORD: 'set it to a password',
  PRAKAT_TRUSTED_PROXIES:
    'use addresses and networks with commas between them, such as "10.0.0.5, 192.168.1.0/24", or "loopback"',
  PRAKAT_S3_ENDPOINT: 'set it to the address of an S3-compatible service, such as https://s3.example.org',
  PRAKAT_S3_BUCKET: 'set it to the name of a bucket',
  PRAKAT_S3_REGION: 'set it to the region of the service, such as us-east-1',
  PRAKAT_S3_PREFIX: 'set it to what stands before every key, such as prakat/',
  PRAKAT_S3_KEY: 'set it to the access key of the service',
  PRAKAT_S3_SECRET: 'set it to the secret of the access key',
  PRAKAT_CLAMD:
    'set it to the socket of clamd, such as /run/clamav/clamd.ctl, or to its host and port, such as 127.0.0.1:3310',
  PRAKAT_OFFICE_GIB: 'use a number of GiB from 1 to 100000',
  PRAKAT_OUTBOUND_HOSTS:
    'use names of hosts with commas between them, with a port where it is not the usual one, such as "intranet.example, 10.0.0.5:8080"',
  PRAKAT_URL: 'set it to how people reach this server, such as https://prakat.example.go.th',
  PRAKAT_FORMER_SECRETS: 'set it to what PRAKAT_SECRET was before, with commas between several',
  PRAKAT_CLOCK_DAYS: 'use a number of days from 1 to 3650',
  LOG_LEVEL: `use one of ${logLevels.join(', ')}`,
  DATABASE_URL: 'unset it, and set PRAKAT_DATA to a directory',
} as const
type Variable = keyof typeof waysOut
const variables = Object.keys(waysOut) as Variable[]
type Environment = Partial<Record<Variable, string>>

/** The characters of a value that leave a mark. */
const visible = (value: string): string => value.replace(/[\s\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')

/** Digits alone: Number() would also read blanks, "0x50" and "8e1". */
function portOf(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value)
  throw new Error(`PORT is "${value}": ${waysOut.PORT}.`)
}

function officeBytesOf(value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value) && Number(value) <= 100_000) return Number(value) * 1024 ** 3
  throw new Error(`PRAKAT_OFFICE_GIB is "${value}": ${waysOut.PRAKAT_OFFICE_GIB}.`)
}

function clamdOf(value: string | undefined): ClamdAddress | undefined {
  if (value === undefined) return undefined
  if (value.startsWith('/')) return { path: value }
  const [, host, port] = /^(\[[0-9A-Fa-f:.]{2,45}\]|[\w.-]{1,253}):(\d{1,5})$/.exec(value) ?? []
  if (host && Number(port) >= 1 && Number(port) <= 65535)
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
  throw new Error(`PRAKAT_CLAMD is "${value}": ${waysOut.PRAKAT_CLAMD}.`)
}

function outboundHostsOf(value: string | undefined): string[] {
  return (value?.split(',') ?? []).map((given) => {
    const host = given.trim().toLowerCase()
    const [, name = '', port = '1'] = /^(\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253})(?::(\d{1,5}))?$/.exec(host) ?? []
    if (name !== '' && Number(port) >= 1 && Number(port) <= 65535) return host.replace(/^\[([^\]]*)\]$/, '$1')
    throw new Error(`PRAKAT_OUTBOUND_HOSTS has "${given}": ${waysOut.PRAKAT_OUTBOUND_HOSTS}.`)
  })
}

function urlOf(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const url = URL.canParse(value) ? new URL(value) : undefined
  const isOrigin =
    url && /^https?:$/.test(url.protocol) && `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (isOrigin && url.pathname === '/') return url.origin
  throw new Error(`PRAKAT_URL is "${value}": ${waysOut.PRAKAT_URL}.`)
}

function daysOf(value: string): number {
  const days = Number(value)
  if (/^\d{1,4}$/.test(value) && days >= 1 && days <= 3650) return days
  throw new Error(`PRAKAT_CLOCK_DAYS is "${value}": ${waysOut.PRAKAT_CLOCK_DAYS}.`)
}

function logLevelOf(value: string): LogLevel {
  const level = logLevels.find((one) => one === value)
  if (level) return level
  throw new Error(`LOG_LEVEL is "${value}": ${waysOut.LOG_LEVEL}.`)
}

/** Files lie with an S3-compatible service where its address is set; then it must be told whole. */
function s3Of(env: Environment): S3Settings | undefined {
  const given = (name: Variable & `PRAKAT_S3_${string}`): string => {
    const value = env[name]
    if (value === undefined)
      throw new Error(`PRAKAT_S3_ENDPOINT is set, but ${name} is not: ${waysOut[name]}.`)
    return value
  }
  const endpoint = env.PRAKAT_S3_ENDPOINT
  if (endpoint === undefined) {
    const alone = variables.find((name) => name.startsWith('PRAKAT_S3_') && env[name] !== undefined)
    if (alone === undefined) return undefined
    throw new Error(`${alone} is set, but PRAKAT_S3_ENDPOINT is not: ${waysOut.PRAKAT_S3_ENDPOINT}.`)
  }
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint))
    throw new Error(`PRAKAT_S3_ENDPOINT is "${endpoint}": ${waysOut.PRAKAT_S3_ENDPOINT}.`)
  return {
    endpoint,
    bucket: given('PRAKAT_S3_BUCKET'),
    region: env.PRAKAT_S3_REGION ?? 'us-east-1',
    prefix: env.PRAKAT_S3_PREFIX ?? '',
    accessKeyId: given('PRAKAT_S3_KEY'),
    secretAccessKey: given('PRAKAT_S3_SECRET'),
  }
}

/** Names that Express knows for networks that never are on the internet. */
const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal'])

function trustedProxiesOf(given: string): string[] {
  const proxies = given.split(',').map((one) => one.trim())
  for (const one of proxies) {
    const [address = '', prefix, more] = one.split('/')
    const bits = isIP(address) === 6 ? 128 : 32
    // A network of all addresses would let every client say that it is another.
    const isNetwork =
      prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= bits)
    if (!namedNetworks.has(one) && (isIP(address) === 0 || !isNetwork || more !== undefined))
      throw new Error(`PRAKAT_TRUSTED_PROXIES has "${one}": ${waysOut.PRAKAT_TRUSTED_PROXIES}.`)
  }
  return proxies
}

export const databaseFile = (config: Config): string => join(config.data, 'prakat.sqlite')

function refuseDemoInTheOpen({ host }: Config) {
  if (!isLoopback(host))
    throw new Error(
      `HOST is "${host}", but demo mode listens on this machine only: its passwords are public. Use PRAKAT_MODE=production.`,
    )
}

function refuseDemoSecrets(env: Environment) {
  const secret = env.PRAKAT_SECRET ?? ''
  const isGuessable = visible(secret).length < 16 || new Set(visible(secret)).size < 8
  if (secret === demoSecret || secret.length < 32 || isGuessable)
    throw new Error(
      'PRAKAT_SECRET must hold at least 32 characters of your own in production, neither blanks nor the same few for the most part, for example from: openssl rand -hex 32',
    )
  if (env.PRAKAT_DEMO_PASSWORD !== undefined)
    throw new Error('PRAKAT_DEMO_PASSWORD is set, but production has no demo people: unset it.')
}
