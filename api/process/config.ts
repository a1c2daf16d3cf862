import { isIP } from 'node:net'
import { join, resolve } from 'node:path'

export type Config = {
  port: number
  host: string
  /** The directory of the database. */
  data: string
  mode: 'demo' | 'production'
  demoPassword: string
  /** Keys the hashes of session tokens. */
  secret: string
  /** Whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses, networks, or `loopback`. */
  trustedProxies: string[]
}

export const demoSecret = 'prakat-demo-secret-not-for-production'
export const defaultDemoPassword = 'prakat-demo-2569'
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
/** Also with the brackets that a URL puts around an IPv6 address. */
export const isLoopback = (given: string): boolean => {
  const host = given.replace(/^\[|\]$/g, '')
  return loopback.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** Reads the configuration; throws an Error that names the variable and the way out when a value cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const mode = env.PRAKAT_MODE ?? 'demo'
  if (mode !== 'demo' && mode !== 'production')
    throw new Error(`PRAKAT_MODE is "${mode}"; use "demo" or "production".`)
  const port = Number(env.PORT ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`PORT is "${env.PORT}"; use 0 to 65535.`)
  if (env.DATABASE_URL)
    throw new Error(
      'DATABASE_URL is set, but this version stores in SQLite only: unset it, and set PRAKAT_DATA to a directory.',
    )
  const config: Config = {
    port,
    host: env.HOST ?? '127.0.0.1',
    data: resolve(env.PRAKAT_DATA ?? './data'),
    mode,
    demoPassword: env.PRAKAT_DEMO_PASSWORD ?? defaultDemoPassword,
    secret: env.PRAKAT_SECRET ?? demoSecret,
    trustedProxies: trustedProxiesOf(env.PRAKAT_TRUSTED_PROXIES ?? 'loopback'),
  }
  if (mode === 'demo') refuseDemoInTheOpen(config)
  else refuseDemoSecrets(env)
  return config
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
      throw new Error(
        `PRAKAT_TRUSTED_PROXIES has "${one}"; use addresses and networks with commas between them, such as "10.0.0.5, 192.168.1.0/24", or "loopback".`,
      )
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

function refuseDemoSecrets(env: NodeJS.ProcessEnv) {
  const secret = env.PRAKAT_SECRET ?? ''
  if (secret === demoSecret || secret.length < 32)
    throw new Error(
      'PRAKAT_SECRET must hold at least 32 characters of your own in production, for example from: openssl rand -hex 32',
    )
  if (env.PRAKAT_DEMO_PASSWORD)
    throw new Error('PRAKAT_DEMO_PASSWORD is set, but production has no demo people: unset it.')
}
