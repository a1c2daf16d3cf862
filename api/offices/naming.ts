import type { OfficeFactTable } from '../../db/tables.ts'
import { factDigest } from '../../machines/hash/office-event-hash.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { newSalt } from '../process/ids.ts'

type Facts = Record<string, unknown>
const named = Symbol('named')
/** Where facts of a person stand in an entry: [their number, …their names]. */
const place = '@fact'

/** Facts of an entry of a log that name a person: they are kept apart from it, so that they can be erased. */
export const naming = (person: string, facts: Facts): object => ({ [named]: { person, facts } })

/** Somebody in an entry of a log: by id for good, by name until they are erased. */
export const namingWhom = ({ id, name }: { id: string; name: string }): object => ({
  id,
  ...naming(id, { name }),
})

/** An entry's facts of persons, with what its hash covers of them. */
export type Apart = Pick<OfficeFactTable, 'number' | 'person' | 'json' | 'salt'>

/** Takes what `naming` marked out of the values; answers them as JSON, and what was taken with its digests. */
export function takeApart(values: readonly unknown[]): { json: string[]; facts: Apart[]; digests: string } {
  const facts: Apart[] = []
  const digests: [person: string, digest: string][] = []
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without)
    if (value === null || typeof value !== 'object') return value
    const rest = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, without(one)]))
    const apart = (value as { [named]?: { person: string; facts: Facts } })[named]
    if (!apart) return rest
    const number = facts.length
    const json = JSON.stringify(apart.facts)
    const salt = newSalt()
    facts.push({ number, person: apart.person, json, salt })
    digests.push([apart.person, factDigest({ salt, json })])
    return { ...rest, [place]: [number, ...Object.keys(apart.facts)] }
  }
  const json = values.map((value) => JSON.stringify(without(value) ?? null))
  return { json, facts, digests: JSON.stringify(digests) }
}

/** Puts the facts back into JSON from which they were taken; words say so where they were erased. */
export function putBack(json: string, facts: readonly Pick<Apart, 'number' | 'json'>[]): string {
  if (!json.includes(`"${place}"`)) return json
  const known = new Map(facts.map((fact) => [fact.number, fact.json]))
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole)
    if (value === null || typeof value !== 'object') return value
    const { [place]: at, ...rest } = value as Facts
    const inside = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, whole(one)]))
    if (!Array.isArray(at)) return at === undefined ? inside : { ...inside, [place]: at }
    const [number, ...names] = at as [number, ...string[]]
    const fact = known.get(number) ?? null
    const back = fact === null ? names.map((name) => [name, erasedWords]) : Object.entries(JSON.parse(fact))
    return { ...inside, ...Object.fromEntries(back) }
  }
  return JSON.stringify(whole(JSON.parse(json)))
}
