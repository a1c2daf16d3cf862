import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson, hashOf } from '../../../machines/hash/canonical.ts'
import {
  actorDigestOf,
  eventHash,
  type HashedEvent,
  noHash,
  textsDigestOf,
} from '../../../machines/hash/event-hash.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** The same value with the keys of every object put in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, inner]) => [key, shuffled(inner)] as const)
  return Object.fromEntries(entries.reverse())
}

test('a chain begins with sixty-four zeros', () => {
  expect(noHash).toMatch(/^0{64}$/)
})

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ z: { b: [], a: {} }, a: null }, '{"a":null,"z":{"a":{},"b":[]}}'],
    [[3, 1, 2], '[3,1,2]'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [[undefined, 1], '[null,1]'],
    ['"\\\n\u2028', JSON.stringify('"\\\n\u2028')],
    [{ ข: 1, ก: 2, é: 3, z: 4, A: 5, '10': 6, '9': 7 }, '{"10":6,"9":7,"A":5,"z":4,"é":3,"ก":2,"ข":1}'],
    [1e21, '1e+21'],
    [-0, '0'],
  ])('of %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  test('sorts by UTF-16 code units as RFC 8785 does, astral characters before the last private ones', () => {
    expect(canonicalJson({ '\uFB33': 1, '😂': 2, '\u0080': 3, '\r': 4, '€': 5 })).toBe(
      '{"\\r":4,"\u0080":3,"€":5,"😂":2,"\uFB33":1}',
    )
  })

  test('says the same of equal values, whatever the order of their keys, and stays JSON of that value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(shuffled(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        // -0 is 0 in JSON.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('says the same of equal values alone', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 1 }), fc.jsonValue({ maxDepth: 1 }), (a, b) => {
        if (canonicalJson(a) === canonicalJson(b))
          expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)))
        else expect(JSON.parse(JSON.stringify(a))).not.toEqual(JSON.parse(JSON.stringify(b)))
      }),
    )
  })
})

describe('a hash', () => {
  test('is the SHA-256 that Node has of the canonical text in UTF-8', () => {
    expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
    expect(hashOf({ เรื่อง: 'ประกาศ', '😀': 'น้ำ' })).toBe(sha256('{"เรื่อง":"ประกาศ","😀":"น้ำ"}'))
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(hashOf(value)).toBe(sha256(canonicalJson(value)))
      }),
    )
  })

  test('tells a composed ำ from its parts, since nothing is normalised', () => {
    expect(hashOf('\u0E33')).not.toBe(hashOf('\u0E4D\u0E32'))
  })
})

describe('the hash of an event', () => {
  const event: HashedEvent = {
    ...{ request: 'r', seq: 2, type: 'CERTIFY', actor: 'p', actorName: 'ผู้อำนวยการกลุ่ม', actedAs: '"owner"' },
    ...{ at: 1, payload: '{}', fromSteps: '["a"]', toSteps: '["b"]', contentRevision: 1 },
    ...{ contentSha256: 'c', procedureHash: 'h', holidays: '["2026-12-07"]', previousHash: noHash },
  }

  test('is that of its columns in their fixed order, the previous hash first', () => {
    const columns = [
      noHash,
      'r',
      2,
      'CERTIFY',
      'p',
      'ผู้อำนวยการกลุ่ม',
      '"owner"',
      1,
      '{}',
      '["a"]',
      '["b"]',
      1,
      'c',
      'h',
      '["2026-12-07"]',
    ]
    expect(eventHash(event)).toBe(sha256(JSON.stringify(columns)))
    // As it was before holidays were recorded, so that older chains still hold.
    expect(eventHash({ ...event, holidays: '[]' })).toBe(sha256(JSON.stringify(columns.slice(0, -1))))
  })

  test.each(Object.keys(event) as (keyof HashedEvent)[])('changes with %s', (column) => {
    const other = typeof event[column] === 'number' ? 99 : 'other'
    expect(eventHash({ ...event, [column]: other })).not.toBe(eventHash(event))
  })

  test('does not confuse one column with its neighbour, nor nothing with its name', () => {
    expect(eventHash({ ...event, fromSteps: 'ab', toSteps: 'c' })).not.toBe(
      eventHash({ ...event, fromSteps: 'a', toSteps: 'bc' }),
    )
    expect(eventHash({ ...event, actor: null })).not.toBe(eventHash({ ...event, actor: 'null' }))
  })
})

describe('the hash of an event of the second form', () => {
  const event: HashedEvent = {
    ...{ request: 'r', seq: 2, type: 'REFUSE', actor: 'p', actorName: 'ผู้อำนวยการกลุ่ม', actedAs: '"owner"' },
    ...{ at: 1, payload: '{"note":null}', fromSteps: '["a"]', toSteps: '["b"]', contentRevision: 1 },
    ...{ contentSha256: 'c', procedureHash: 'h', holidays: '[]', previousHash: noHash, form: 2 },
    ...{ actorSalt: 'salt-of-the-name', texts: '{"note":"ด่วน"}', textsSalt: 'salt-of-the-texts' },
    language: 2,
  }

  test('in the first language is what it was before there was another', () => {
    const { language: _, ...withoutOne } = event
    expect(eventHash({ ...event, language: 1 })).toBe(eventHash(withoutOne))
  })

  test.each(Object.keys(event) as (keyof HashedEvent)[])('changes with %s', (column) => {
    const other = typeof event[column] === 'number' ? 99 : 'other'
    expect(eventHash({ ...event, [column]: other })).not.toBe(eventHash(event))
  })

  test('stays as it was where a name or the texts are gone, by the digest that covers them', () => {
    const withoutName = { ...event, actorName: null, actorSalt: null, actorDigest: actorDigestOf(event) }
    expect(eventHash(withoutName)).toBe(eventHash(event))
    const bare = { ...withoutName, texts: null, contentSha256: null, textsSalt: null }
    expect(eventHash({ ...bare, textsDigest: textsDigestOf(event) })).toBe(eventHash(event))
    expect(eventHash(bare)).not.toBe(eventHash(event))
  })

  test('tells the texts of one event from those of another by the salt: nobody can try words on it', () => {
    const digests = ['a', 'b'].map((textsSalt) => textsDigestOf({ ...event, textsSalt }))
    expect(digests[0]).not.toBe(digests[1])
    expect(digests[0]).toBe(sha256(`a${JSON.stringify(['texts', '{"note":"ด่วน"}', 'c'])}`))
  })
})
