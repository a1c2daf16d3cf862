import { type CertainTest, partsOfGuard, testHolds } from '../procedure/condition.ts'
import { isEmpty } from '../procedure/field-value.ts'
import { needTraits, type Rule, type Text } from '../procedure/procedure.ts'
import { choiceTitle, specialTitles } from '../procedure/titles.ts'
import type { Compiled } from '../run/compile.ts'
import type { ChartSnapshot } from '../run/step.ts'
import type { Context } from '../run/vocabulary.ts'
import type { Brought } from './brought.ts'
import { type Edge, maxPlaces, type Paths, type Place, pathsOf } from './paths.ts'
import { type Asking, askingOf, atLeastAsStrict } from './strictness.ts'

/** What a request has not had: its words, and the transitions of the new version that would do it. */
export type Skipped = { title: Text; edges: Edge[] }

/**
 * The first thing that the new version wants before publication, or before an event of its rules, which this request
 * has not had as that version wants it and, from where it stands, could do without. Undefined where there is none: it
 * could have come here by the new version, with the decisions that it brings, or whatever can follow would make up for
 * it.
 */
export function bypassedRequirement(
  compiled: Compiled,
  after: ChartSnapshot,
  brought: Brought,
): Skipped | undefined {
  const judge = judgeOf(compiled)
  const { paths } = judge
  const here = paths.at(after)
  const walk: Walk = { ...judge, brought, taken: 0n, values: after.context.values }
  if (after.hasTag('public')) return lackingInPublic(walk)
  const phase = brought.isSubmitted ? ['current'] : ['none']
  if (cheapest(walk, (place, at) => place === here && (at === 'none' || phase.includes(at)), 'never'))
    return undefined
  return passedOver(walk, here)
}

/** What the charts say, without any request: made once for each version. */
type Judge = {
  compiled: Compiled
  paths: Paths
  askings: Asking[]
  /** For each transition, those that whoever took it has done as well. */
  covers: bigint[]
}
type Walk = Judge & {
  brought: Brought
  /** Transitions that are taken, as supposed, after the move: a bit each. */
  taken: bigint
  values: Context['values']
}

const judges = new WeakMap<Compiled, Judge>()

function judgeOf(compiled: Compiled): Judge {
  const made = judges.get(compiled)
  if (made) return made
  const paths = pathsOf(compiled)
  const askings = paths.edges.map(({ transition }) => askingOf(transition, compiled.procedure))
  const covers = paths.edges.map((edge) =>
    maskOf(
      paths.edges.filter(
        (other) =>
          other === edge ||
          (edge.type !== '' &&
            (other.type === edge.type || (edge.freezes && other.freezes)) &&
            atLeastAsStrict(askings[edge.index] as Asking, askings[other.index] as Asking)),
      ),
    ),
  )
  const judge = { compiled, paths, askings, covers }
  judges.set(compiled, judge)
  return judge
}

const maskOf = (edges: Edge[]): bigint => edges.reduce((mask, { index }) => mask | (1n << BigInt(index)), 0n)
const has = (mask: bigint, { index }: Edge) => ((mask >> BigInt(index)) & 1n) === 1n

/**
 * About which content a decision on the way is: none is submitted yet; an earlier revision was; the present one; or one
 * that is submitted after the move.
 */
type Phase = 'none' | 'earlier' | 'current' | 'later'

/** The phases in which a walk goes on after a transition that is known to have been taken; none where it is not. */
function phasesAfter(walk: Walk, edge: Edge, phase: Phase): Phase[] {
  const { brought, taken } = walk
  const isTaken = has(taken, edge)
  if (edge.type === '') return edge.conditions.every((one) => isOpen(walk, one)) ? [phase] : []
  if (edge.freezes) {
    const before: Phase[] =
      (phase === 'none' || phase === 'earlier') && brought.submits(edge) ? ['earlier', 'current'] : []
    return isTaken ? [...before, 'later'] : before
  }
  if (isTaken) return [phase]
  if (!edge.conditions.every((one) => isOpen(walk, one))) return []
  if (phase === 'later') return []
  return (phase === 'current' ? brought.counts(edge) : brought.everCounted(edge)) ? [phase] : []
}

/** A condition on a value that the request brings is judged by it; one that can still be set may turn out either way. */
function isOpen({ taken, paths, values }: Walk, { test, holds }: CertainTest): boolean {
  const isSet = (edge: Edge) => (edge.transition.meta.needs ?? []).some((need) => need.field === test.field)
  if (paths.edges.some((edge) => has(taken, edge) && isSet(edge))) return true
  return testHolds(test, values[test.field]) === holds
}

/**
 * The transitions that a walk from the beginning lacks at the least to come to a goal, in their order; undefined where
 * it cannot come there. `lacks: 'never'` walks only by what was or will be taken.
 */
function cheapest(
  walk: Walk,
  goal: (place: Place, phase: Phase) => boolean,
  lacks: 'never' | 'some',
): Edge[] | undefined {
  type At = { place: Place; phase: Phase; lacking: Edge[] }
  const { paths, brought } = walk
  const starts: At[] = [{ place: paths.start, phase: 'none', lacking: [] }]
  if (brought.isSubmitted)
    for (const place of paths.every().returns)
      for (const phase of ['current', 'earlier'] as const) starts.push({ place, phase, lacking: [] })
  const seen = new Set<string>()
  for (let open = starts, next: At[] = []; open.length > 0; open = next, next = []) {
    for (let here = open.pop(); here; here = open.pop()) {
      const { place, phase, lacking } = here
      const key = `${phase} ${place.key}`
      if (seen.has(key)) continue
      seen.add(key)
      if (goal(place, phase)) return lacking
      if (seen.size > 4 * maxPlaces) return undefined
      for (const { edge, to } of paths.hopsFrom(place)) {
        const phases = phasesAfter(walk, edge, phase)
        for (const after of phases) open.push({ place: to, phase: after, lacking })
        if (lacks === 'never' || edge.type === '') continue
        const supposed: Phase = edge.freezes ? (brought.isSubmitted ? 'current' : 'later') : phase
        if (!phases.includes(supposed)) next.push({ place: to, phase: supposed, lacking: [...lacking, edge] })
      }
    }
  }
  return undefined
}

/** What some path from here to the public, or to an event of a rule, passes over. */
function passedOver(walk: Walk, here: Place): Skipped | undefined {
  const { paths, brought, covers, compiled } = walk
  const { requires, rules } = compiled.procedure
  const judged = new Map<bigint, Skipped | undefined>()
  const seen = new Map<Place, bigint[]>()
  let count = 0
  const open = [{ place: here, taken: 0n, isLater: false }]
  for (let next = open.shift(); next; next = open.shift()) {
    const { place, taken, isLater } = next
    const before = seen.get(place) ?? []
    if (before.some((mask) => (mask & taken) === mask)) continue
    seen.set(place, [...before, taken])
    const supposed = { ...walk, taken }
    count += 1
    if (place.isPublic && !brought.isSubmitted && !isLater) {
      if (!reachesPublic(walk, new Set(paths.edges.filter((edge) => edge.freezes)))) return submissionOf(walk)
      continue
    }
    if (place.isPublic) {
      if (!judged.has(taken)) judged.set(taken, lackingBefore(supposed, isLater, requires))
      const skipped = judged.get(taken)
      if (skipped) return skipped
      // What follows a publication that could have been is the new version's own.
      continue
    }
    if (count > maxPlaces) return { title: tooMany, edges: [] }
    for (const { edge, to } of paths.hopsFrom(place)) {
      if (edge.type === '' && !edge.conditions.every((one) => isOpen(supposed, one))) continue
      for (const rule of rules)
        if (edge.type === rule.event && !isRuleMet(supposed, rule) && !avoidsRule(walk, rule))
          return skippedType(walk, rule.other)
      // A return starts again: what follows is the new version's own.
      if (edge.startsAgain && paths.every().places.has(to)) continue
      const added = edge.type === '' ? 0n : (covers[edge.index] ?? 0n)
      open.push({ place: to, taken: taken | added, isLater: isLater || edge.freezes })
    }
  }
  return undefined
}

/** What the new version would have wanted before the public, where only these transitions are taken after the move. */
function lackingBefore(walk: Walk, isLater: boolean, requires: string[]): Skipped | undefined {
  const { paths, brought, taken } = walk
  const required = requires.find(
    (type) =>
      !paths.edges.some(
        (edge) => edge.type === type && (has(taken, edge) || (!isLater && brought.counts(edge))),
      ),
  )
  if (required !== undefined) return skippedType(walk, required)
  const phase: Phase = isLater ? 'later' : 'current'
  const isThere = (place: Place, at: Phase) => place.isPublic && at === phase
  const missing = cheapest(walk, isThere, 'some')
  // A chart that never comes to the public by itself: what is public on it came from elsewhere.
  const [first] = missing ?? []
  if (missing?.length === 0) return undefined
  if (!first) return { title: tooMany, edges: [] }
  return first.freezes ? submissionOf(walk) : skippedType(walk, first.type)
}

const skippedType = ({ compiled, paths }: Walk, type: string): Skipped => ({
  title: choiceTitle(compiled.procedure.chart, type),
  edges: paths.edges.filter((edge) => edge.type === type),
})

const submissionOf = ({ brought, paths }: Walk): Skipped => ({
  title: brought.lacks ?? submission,
  edges: paths.edges.filter((edge) => edge.freezes),
})

const byRole = ({ transition }: Edge, role: string | undefined) =>
  role === undefined || [partsOfGuard(transition.guard).may?.params.as ?? []].flat().includes(role)

function isRuleMet({ paths, taken, brought }: Walk, { other, by }: Rule): boolean {
  return paths.edges.some(
    (edge) => edge.type === other && byRole(edge, by) && (has(taken, edge) || brought.counts(edge, by)),
  )
}

/** Whether the new version itself lets the event happen without what the rule wants first. */
function avoidsRule({ paths }: Walk, { event, other, by }: Rule): boolean {
  const seen = new Set([paths.start])
  for (const place of seen) {
    if (seen.size > maxPlaces) return false
    for (const { edge, to } of paths.hopsFrom(place)) {
      if (edge.type === other && byRole(edge, by)) continue
      if (edge.type === event) return true
      seen.add(to)
    }
  }
  return false
}

/** What is public already needs no decision anew, but the data without which nothing is public on the new version. */
function lackingInPublic(walk: Walk): Skipped | undefined {
  const { paths, askings, brought, values } = walk
  if (brought.lacks) return submissionOf(walk)
  const wanted = new Map<string, { title: Text; edges: Edge[] }>()
  for (const edge of paths.edges)
    for (const need of askings[edge.index]?.needs ?? []) {
      if (!needTraits[need.kind].kept || !('required' in need && need.required)) continue
      if (!isEmpty(values[need.field])) continue
      const title = need.kind === 'field' ? need.title : specialTitles[need.kind]
      const one = wanted.get(need.field) ?? { title, edges: [] }
      wanted.set(need.field, { title, edges: [...one.edges, edge] })
    }
  const isGiven = (edge: Edge) => (edge.freezes ? brought.submits(edge) : brought.everCounted(edge))
  for (const { title, edges } of wanted.values())
    if (!edges.some(isGiven) && !reachesPublic(walk, new Set(edges))) return { title, edges }
  return undefined
}

/** Whether the new version itself comes to the public without these transitions. */
function reachesPublic({ paths }: Walk, without: Set<Edge>): boolean {
  const seen = new Set([paths.start])
  for (const place of seen) {
    if (place.isPublic) return true
    if (seen.size > maxPlaces) return false
    for (const { edge, to } of paths.hopsFrom(place)) if (!without.has(edge)) seen.add(to)
  }
  return false
}

const submission: Text = { th: 'การเสนอเรื่องโดยเจ้าของเรื่อง', en: 'submission by its owner' }
const tooMany: Text = {
  th: 'สิ่งที่ฉบับใหม่กำหนดไว้ก่อนการเผยแพร่',
  en: 'what the new version wants before publication',
}
