import { describe, expect, test } from '@jest/globals'
import { defaultDemoPassword, demoSecret, readConfig } from '../../../api/process/config.ts'

const production = { PRAKAT_MODE: 'production', PRAKAT_SECRET: 'a-secret-of-the-tests-of-32-letters' }

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
    ['one letter again and again', { PRAKAT_SECRET: 'a'.repeat(40) }],
    ['a word again and again', { PRAKAT_SECRET: 'prakat'.repeat(8) }],
  ])('refuses production with %s as its secret, and says how to make one', (_, given) => {
    expect(() => readConfig({ PRAKAT_MODE: 'production', ...given })).toThrow(/PRAKAT_SECRET.*openssl/)
  })

  test('refuses production with a demo password', () => {
    expect(() => readConfig({ ...production, PRAKAT_DEMO_PASSWORD: 'secret' })).toThrow(
      /PRAKAT_DEMO_PASSWORD.*unset/,
    )
  })

  test('names the hosts that may be called on a private network, in the form in which they are asked for', () => {
    const PRAKAT_OUTBOUND_HOSTS = 'Intranet.Example, 10.0.0.5:8080,[::1]:8443,[fd00::1]'
    expect(readConfig({ PRAKAT_OUTBOUND_HOSTS }).outboundHosts).toEqual([
      ...['intranet.example', '10.0.0.5:8080', '[::1]:8443', 'fd00::1'],
    ])
    for (const wrong of ['https://a.example', 'a.example:0', 'a.example:99999', 'a b', 'a.example,,b', '*'])
      expect(() => readConfig({ PRAKAT_OUTBOUND_HOSTS: wrong })).toThrow(/^PRAKAT_OUTBOUND_HOSTS has /)
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

  test('keeps files in the directory, or with a service that it is told whole', () => {
    expect(readConfig({}).s3).toBeUndefined()
    const s3 = {
      PRAKAT_S3_ENDPOINT: 'https://s3.example.org',
      PRAKAT_S3_BUCKET: 'files',
      PRAKAT_S3_KEY: 'key',
      PRAKAT_S3_SECRET: 'secret',
    }
    expect(readConfig(s3).s3).toMatchObject({ bucket: 'files', region: 'us-east-1', prefix: '' })
    for (const name of Object.keys(s3))
      expect(() => readConfig({ ...s3, [name]: '' })).toThrow(new RegExp(`${name} is not: set it to`))
    expect(() => readConfig({ ...s3, PRAKAT_S3_ENDPOINT: 's3.example.org' })).toThrow(/PRAKAT_S3_ENDPOINT is/)
  })

  test('finds the scanner by its socket or by host and port', () => {
    const clamdOf = (PRAKAT_CLAMD: string) => readConfig({ PRAKAT_CLAMD }).clamd
    expect(readConfig({}).clamd).toBeUndefined()
    expect(clamdOf('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' })
    expect(clamdOf('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 })
    expect(clamdOf('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
    for (const wrong of ['clamd', ':3310', 'host:0', 'host:65536', 'http://host:1/', 'run/clamd.ctl'])
      expect(() => clamdOf(wrong)).toThrow(/PRAKAT_CLAMD is/)
    for (const wrong of ['0', '-1', '1.5', 'x', '100001', '٥'])
      expect(() => readConfig({ PRAKAT_OFFICE_GIB: wrong })).toThrow(/PRAKAT_OFFICE_GIB is/)
    expect(readConfig({ PRAKAT_OFFICE_GIB: '2' }).officeBytes).toBe(2 * 1024 ** 3)
  })
})
