import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express from 'express'
import supertest from 'supertest'
import { builtScreens } from '../../../api/http/screens.ts'

const code = 'export const words = "ข้อมูลข่าวสาร"\n'.repeat(100)
let directory = ''
let site: ReturnType<typeof supertest>
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-screens-'))
  mkdirSync(join(directory, 'assets'))
  const write = (file: string, text: string | Buffer) => writeFileSync(join(directory, file), text)
  write(
    'index.html',
    `<!doctype html><html lang="th"><head><title>ประกาศ</title></head><body><!-- signed in --><p>รูปหน้า</p><!-- /signed in --></body></html>`,
  )
  write(
    'preloads.json',
    JSON.stringify([{ pattern: '^/(mine)?$', files: ['assets/inbox-1.js', 'assets/inbox-1.css'] }]),
  )
  write('assets/inbox-1.js', code)
  write('assets/inbox-1.js.br', brotliCompressSync(code))
  write('assets/inbox-1.js.gz', gzipSync(code))
  write('assets/small-1.js', 'export {}')
  const app = express()
  app.use(builtScreens(directory).handler)
  site = supertest(app)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

describe('A file of the screens', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
  ])(
    'is sent to who accepts "%s" as %s, packed at the build, to be kept for ever',
    async (accepts, encoding) => {
      const answer = await site.get('/assets/inbox-1.js').set('Accept-Encoding', accepts)
      expect(answer.status).toBe(200)
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(answer.headers.vary).toContain('Accept-Encoding')
      expect(answer.headers['content-type']).toMatch(/^text\/javascript/)
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(answer.text).toBe(code)
      const head = await site.head('/assets/inbox-1.js').set('Accept-Encoding', accepts)
      expect(head.headers['content-length']).toBe(answer.headers['content-length'])
      expect(head.headers['content-encoding']).toBe(encoding)
      const size = Number(head.headers['content-length'])
      if (encoding) expect(size).toBeLessThan(code.length / 5)
      else expect(size).toBe(Buffer.byteLength(code))
      const again = site.get('/assets/inbox-1.js').set('Accept-Encoding', accepts)
      await again.set('If-None-Match', String(answer.headers.etag)).expect(304)
    },
  )

  test('is sent in part where a part is asked for', async () => {
    const part = (range: string) =>
      site.get('/assets/inbox-1.js').set({ 'Accept-Encoding': 'identity', Range: range })
    const first = await part('bytes=0-5').expect(206)
    expect(first.text).toBe('export')
    expect(first.headers['content-range']).toBe(`bytes 0-5/${Buffer.byteLength(code)}`)
    expect((await part('bytes=-2').expect(206)).text).toBe('"\n')
    await part('bytes=999999-').expect(416)
  })

  test('that is too small to be packed is sent as it is; one that is missing is missing', async () => {
    const answer = await site.get('/assets/small-1.js').set('Accept-Encoding', 'br')
    expect([answer.status, answer.headers['content-encoding'], answer.text]).toEqual([
      200,
      undefined,
      'export {}',
    ])
    await site.get('/assets/gone-1.js').set('Accept', 'text/html').expect(404)
    await site.get('/assets/%E0%A4%A').expect(400)
  })
})

describe('The page of the screens', () => {
  const open = (path: string, headers: Record<string, string> = {}) =>
    site.get(path).set({ Accept: 'text/html', ...headers })

  test('allows its own files as scripts, and none within it', async () => {
    const { headers } = await open('/').expect(200)
    const policy = String(headers['content-security-policy'])
    expect(policy.split(';')).toEqual([
      ...["default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'"],
      ...["img-src 'self' data:", "font-src 'self' data:", "object-src 'none'", "base-uri 'none'"],
      ...["frame-ancestors 'none'", "form-action 'self'"],
    ])
  })

  test('is missing where nothing was built, and the start says so', () => {
    expect(() => builtScreens(join(directory, 'assets'))).toThrow('run `npm start`')
  })

  test('has the shape of a screen only for who brings a session', async () => {
    expect((await open('/', { Cookie: 'prakat_session=x' })).text).toContain('รูปหน้า')
    const without = await open('/', { Cookie: 'other=x' })
    expect(without.text).not.toMatch(/<script|รูปหน้า/)
    expect(without.text).toContain('<title>ประกาศ</title>')
    expect(without.headers.vary).toMatch(/Cookie/)
  })

  test('names the files of the first screens where they stand, and is never kept without asking', async () => {
    for (const path of ['/', '/mine']) {
      const { text, headers } = await open(path)
      expect(text).toContain('<link rel="modulepreload" crossorigin href="/assets/inbox-1.js">')
      expect(text).toContain('<link rel="stylesheet" crossorigin href="/assets/inbox-1.css">')
      expect(headers['cache-control']).toBe('no-cache')
    }
    expect((await open('/people')).text).not.toContain('inbox-1')
  })

  test.each(['br', 'gzip', 'identity'])('comes whole in %s', async (accepts) => {
    const { text, headers } = await open('/office/procedures/cmi3.publication', {
      'Accept-Encoding': accepts,
    })
    expect(headers['content-encoding']).toBe(accepts === 'identity' ? undefined : accepts)
    expect(text).toMatch(/^<!doctype html>.*<\/html>$/s)
  })
})
