import { describe, expect, test } from '@jest/globals'
import { defaultDemoPassword, demoSecret, readConfig } from '../../../api/process/config.ts'

const production = { PRAKAT_MODE: 'production', PRAKAT_SECRET: 'x'.repeat(32) }

describe('the configuration', () => {
  test('is complete without any variable: the demo, on this machine alone', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      mode: 'demo',
      demoPassword: defaultDemoPassword,
    })
    expect(config.data).toBe(`${process.cwd()}/data`)
  })

  test.each(['0.0.0.0', '::', '192.168.1.10', 'example.org', '127.evil.example'])(
    'refuses to show the demo on %j, where others could sign in with its public password',
    (HOST) => {
      expect(() => readConfig({ HOST })).toThrow(/HOST.*demo.*PRAKAT_MODE=production/)
    },
  )

  test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('shows the demo on %s', (HOST) => {
    expect(readConfig({ HOST }).host).toBe(HOST)
  })

  test('lets production listen anywhere, with a secret of its own', () => {
    expect(readConfig({ ...production, HOST: '0.0.0.0' })).toMatchObject({
      host: '0.0.0.0',
      mode: 'production',
      secret: production.PRAKAT_SECRET,
    })
  })

  test.each([
    ['none', {}],
    ['the one of the demo', { PRAKAT_SECRET: demoSecret }],
    ['one that is too short', { PRAKAT_SECRET: 'x'.repeat(31) }],
  ])('refuses production with %s as its secret, and says how to make one', (_, given) => {
    expect(() => readConfig({ PRAKAT_MODE: 'production', ...given })).toThrow(/PRAKAT_SECRET.*openssl/)
  })

  test('refuses production with a demo password', () => {
    expect(() => readConfig({ ...production, PRAKAT_DEMO_PASSWORD: 'secret' })).toThrow(
      /PRAKAT_DEMO_PASSWORD.*unset/,
    )
  })

  test.each(['-1', '65536', '80.5', 'http', 'abc', '0x50', '8e1', '+80', '80 ', '๘๐', ' '])(
    'refuses %j as a port, and says what could be one',
    (PORT) => {
      expect(() => readConfig({ PORT })).toThrow(/^PORT .*(0 to 65535)/)
    },
  )

  test("takes '' for a variable that is not set", () => {
    const empty = Object.fromEntries(
      ['PORT', 'HOST', 'PRAKAT_DATA', 'PRAKAT_MODE', 'PRAKAT_SECRET', 'PRAKAT_DEMO_PASSWORD'].map((name) => [
        name,
        '',
      ]),
    )
    expect(readConfig({ ...empty, LOG_LEVEL: '', DATABASE_URL: '' })).toEqual(readConfig({}))
    expect(() => readConfig({ PRAKAT_MODE: 'production', PRAKAT_SECRET: '' })).toThrow(/PRAKAT_SECRET/)
    expect(readConfig({ ...production, PRAKAT_DEMO_PASSWORD: '' }).mode).toBe('production')
  })

  test.each(['PRAKAT_DATA', 'HOST', 'PRAKAT_SECRET', 'PRAKAT_DEMO_PASSWORD', 'PRAKAT_MODE', 'LOG_LEVEL'])(
    'refuses %s of blanks, and of what cannot be seen',
    (name) => {
      for (const blank of ['  ', '\t\n', '\u00a0\u200b', '\u2060'])
        expect(() => readConfig({ [name]: blank })).toThrow(
          new RegExp(`^${name} holds only blanks: .*unset it`),
        )
    },
  )

  test.each([
    ' '.repeat(40),
    `${' '.repeat(40)}x`,
    '\u200b'.repeat(40),
    `${'\u2063'.repeat(31)}${'x'.repeat(15)}`,
  ])('refuses production with the secret %j, which is blank for the most part', (PRAKAT_SECRET) => {
    expect(() => readConfig({ PRAKAT_MODE: 'production', PRAKAT_SECRET })).toThrow(/PRAKAT_SECRET.*openssl/)
  })

  test.each(['loud', 'INFO', '30', 'info '])(
    'refuses the log level %j, and names those that there are',
    (LOG_LEVEL) => {
      expect(() => readConfig({ LOG_LEVEL })).toThrow(
        /LOG_LEVEL.*trace, debug, info, warn, error, fatal, silent/,
      )
      expect(readConfig({ LOG_LEVEL: 'warn' }).logLevel).toBe('warn')
    },
  )

  test.each(['0', '3651', '-1', '1.5', 'ten'])('refuses %j days of a clock', (PRAKAT_CLOCK_DAYS) => {
    expect(() => readConfig({ PRAKAT_CLOCK_DAYS })).toThrow(/PRAKAT_CLOCK_DAYS.*from 1 to 3650/)
    expect(readConfig({ PRAKAT_CLOCK_DAYS: '90' }).clockDays).toBe(90)
  })

  test('believes the proxies of this machine alone, or those that are named', () => {
    expect(readConfig({}).trustedProxies).toEqual(['loopback'])
    const named = '10.0.0.5, 192.168.1.0/24,2001:db8::/32 ,uniquelocal'
    expect(readConfig({ PRAKAT_TRUSTED_PROXIES: named }).trustedProxies).toEqual([
      ...['10.0.0.5', '192.168.1.0/24', '2001:db8::/32', 'uniquelocal'],
    ])
  })

  test.each([
    'true',
    '1',
    'proxy.example.org',
    '10.0.0.300',
    '10.0.0.0/33',
    '10.0.0.0/',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/8/8',
    '10.0.0.5,',
  ])('refuses %j as proxies to believe, and says what to write', (given) => {
    expect(() => readConfig({ PRAKAT_TRUSTED_PROXIES: given })).toThrow(/PRAKAT_TRUSTED_PROXIES.*10\.0\.0\.5/)
  })

  test('refuses an unknown mode and a database that it does not have', () => {
    expect(() => readConfig({ PRAKAT_MODE: 'staging' })).toThrow(/PRAKAT_MODE.*demo.*production/)
    expect(() => readConfig({ DATABASE_URL: 'postgres://localhost/x' })).toThrow(/DATABASE_URL.*SQLite/)
  })
})
