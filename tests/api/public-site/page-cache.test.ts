import { afterEach, describe, expect, test } from '@jest/globals'
import express from 'express'
import supertest from 'supertest'
import { createPageCache, type Made } from '../../../api/public-site/page-cache.ts'

const body = 'ข้อมูลข่าวสารที่เผยแพร่ '.repeat(200)
let state = { revision: 1, ranOut: 0 }
let made: string[] = []
let give: (path: string) => Made | undefined = () => ({ status: 200, body })
afterEach(() => {
  state = { revision: 1, ranOut: 0 }
  made = []
  give = () => ({ status: 200, body })
})

function siteOf({ maxBytes, keep = true }: { maxBytes?: number; keep?: boolean } = {}) {
  const pages = createPageCache(maxBytes)
  const app = express()
  app.use(async (req, res) => {
    const make = async () => {
      made.push(req.path)
      return give(req.path)
    }
    if (!(await pages.answer(req, res, { key: req.path, state: { ...state }, keep, make })))
      res.status(404).end()
  })
  return supertest(app)
}

describe('A page that was made', () => {
  test('is made once while nothing changes, and once for many who ask together', async () => {
    const site = siteOf()
    await Promise.all(Array.from({ length: 10 }, () => site.get('/a').expect(200)))
    await site.get('/a').expect(200)
    expect(made).toEqual(['/a'])
  })

  test('is made anew for another revision, and when something has run out', async () => {
    const site = siteOf()
    const first = await site.get('/a')
    state = { revision: 2, ranOut: 0 }
    const second = await site.get('/a').set('If-None-Match', String(first.headers.etag)).expect(200)
    state = { revision: 2, ranOut: 5 }
    await site.get('/a').set('If-None-Match', String(second.headers.etag)).expect(200)
    expect(made).toHaveLength(3)
  })

  test('is unchanged to whoever holds its ETag, before it is made', async () => {
    const site = siteOf({ keep: false })
    const { headers } = await site.get('/a')
    for (const held of [headers.etag, `"x", ${headers.etag}`])
      await site.get('/a').set('If-None-Match', String(held)).expect(304).expect('ETag', String(headers.etag))
    await site.get('/a').set('If-None-Match', '"x"').expect(200)
    expect(made).toHaveLength(2)
  })

  test('has an ETag of its own: that of another address proves nothing', async () => {
    const site = siteOf()
    const { headers } = await site.get('/a')
    await site.get('/b').set('If-None-Match', String(headers.etag)).expect(200)
    await site.get('/b').set('If-None-Match', '*').expect(200)
  })

  test('that is gone has no ETag and is never "unchanged"; that never was is not kept', async () => {
    const site = siteOf()
    give = () => ({ status: 410, body })
    const gone = await site.get('/a').expect(410)
    expect(gone.headers.etag).toBeUndefined()
    await site.get('/a').expect(410)
    expect(made).toEqual(['/a'])
    give = () => undefined
    await site.get('/b').expect(404)
    await site.get('/b').expect(404)
    expect(made).toEqual(['/a', '/b', '/b'])
  })

  test('that cannot be made is tried again', async () => {
    const site = siteOf()
    give = () => {
      throw new Error('the disk is gone')
    }
    await site.get('/a').expect(500)
    give = () => ({ status: 200, body })
    await site.get('/a').expect(200)
  })

  test('answers If-Modified-Since only where there is no ETag to compare', async () => {
    const site = siteOf()
    give = () => ({ status: 200, body, changedAt: Date.parse('2026-11-20T03:00:00.500Z') })
    const since = 'Fri, 20 Nov 2026 03:00:00 GMT'
    await site.get('/a').expect('Last-Modified', since)
    await site.get('/a').set('If-Modified-Since', since).expect(304)
    await site.get('/a').set('If-Modified-Since', 'Fri, 20 Nov 2026 02:59:59 GMT').expect(200)
    await site.get('/a').set('If-Modified-Since', 'nonsense').expect(200)
    await site.get('/a').set({ 'If-Modified-Since': since, 'If-None-Match': '"x"' }).expect(200)
  })

  test('is let go when the memory for pages is full, the longest unasked first', async () => {
    const site = siteOf({ maxBytes: 60_000 })
    for (const path of ['/a', '/b', '/a', '/c']) await site.get(path).expect(200)
    made = []
    await site.get('/a')
    await site.get('/c')
    expect(made).toEqual([])
    await site.get('/b')
    expect(made).toEqual(['/b'])
  })

  test('that is larger than all the memory for pages is sent all the same', async () => {
    const site = siteOf({ maxBytes: 2000 })
    expect((await site.get('/a').expect(200)).text).toBe(body)
  })
})

describe('A page is sent', () => {
  const accepts: [string, string | undefined][] = [
    ['gzip, deflate, br', 'br'],
    ['br;q=0.1, gzip', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br;q=0', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['', undefined],
  ]
  test.each(accepts)('to who accepts "%s" as %s, whole', async (accepted, encoding) => {
    const site = siteOf()
    for (const time of ['made', 'kept']) {
      const answer = await site.get('/a').set('Accept-Encoding', accepted).expect(200)
      expect([time, answer.headers['content-encoding']]).toEqual([time, encoding])
      expect(answer.text).toBe(body)
      expect(answer.headers.vary).toBe('Accept-Encoding')
      const head = await site.head('/a').set('Accept-Encoding', accepted).expect(200)
      expect(head.headers['content-length']).toBe(answer.headers['content-length'])
    }
    const plain = Buffer.byteLength(body)
    const { headers } = await site.head('/a').set('Accept-Encoding', accepted)
    if (encoding) expect(Number(headers['content-length'])).toBeLessThan(plain / 10)
    else expect(Number(headers['content-length'])).toBe(plain)
  })
})
