import { type ChoiceKind, kindOfChoice } from '../chart/edges.ts'
import {
  type Action,
  type Condition,
  does,
  type Mark,
  type May,
  type Meta,
  type Option,
  type Text,
  type Transition,
} from '../procedure/procedure.ts'
import { besideOf } from '../procedure/provenance.ts'
import { type ResolvedNeed, resolveNeed } from '../procedure/resolved-need.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { type Compiled, fieldsRead } from './compile.ts'
import {
  type Candidate,
  type ChartSnapshot,
  isChoice,
  mayOf,
  permit,
  refusalsOf,
  transitionsHere,
  unmetOf,
} from './step.ts'
import type { Actor, Context, Refusal } from './vocabulary.ts'

/** A transition that could be taken now (สิ่งที่ทำได้): allowed for this actor, or refused with the reasons why. */
export type Choice = {
  type: string
  /** The step that offers it, as a dotted path; empty for the chart itself. */
  from: string
  kind: ChoiceKind
  title: Text
  description: Text | null
  clause: string
  source: 'document' | 'added'
  /** The step it leads to, as a dotted path from the root of the chart; null when the request stays where it is. */
  target: string | null
  needs: ResolvedNeed[]
  /** It freezes the content: a submission. */
  submits: boolean
  allowed: boolean
  refusals: Refusal[]
  /** Who could take it. */
  may: May
  /** Persons whom `notBy` keeps apart from it by what they decided before. */
  apart: string[]
  /** Its condition, where that does not hold now: then nobody can take it. */
  unmet: Condition | null
  /** True where the step waits for this choice: not from a resting step, not a way out to an end, and its condition holds. */
  awaited: boolean
}

/** A choice with its parts, other than what it asks for, that do not come from where it does: to be read beside it. */
export type ShownChoice = Choice & { beside: { words: Text; mark: Mark }[] }

/** Every choice of the present steps for this actor, in the order of the chart. */
export const choices = (compiled: Compiled, snapshot: ChartSnapshot, actor: Actor): Choice[] =>
  choicesByCandidate(compiled, snapshot, actor).map(([, choice]) => choice)

/** The same as they are shown to the actor. */
export const shownChoices = (compiled: Compiled, snapshot: ChartSnapshot, actor: Actor): ShownChoice[] =>
  choicesByCandidate(compiled, snapshot, actor).map(([candidate, choice]) => ({
    ...choice,
    beside: besideOf(compiled.procedure, candidate as unknown as Transition).filter(
      ({ kind }) => kind !== 'need' && kind !== 'item' && kind !== 'ground',
    ),
  }))

function choicesByCandidate(
  compiled: Compiled,
  snapshot: ChartSnapshot,
  actor: Actor,
): [Candidate, Choice][] {
  const found: [Candidate, Choice][] = []
  const offered = transitionsHere(snapshot).filter(isChoice)
  for (const [candidate, kind] of kindsOfChoices(compiled, snapshot)) {
    const may = mayOf(candidate)
    if (!may) continue
    const unmet = unmetOf(candidate, snapshot.context) ?? null
    if (unmet && isSettledBesides(candidate, offered, snapshot.context)) continue
    const meta = candidate.meta as Meta
    const reasons = refusalsOf(candidate, snapshot.context, actor)
    const alone = offered.every((one) => one === candidate || one.eventType !== candidate.eventType)
    const taken = alone ? [candidate] : takenTogether(compiled, snapshot, candidate, actor)
    const choice: Choice = {
      type: candidate.eventType,
      from: candidate.source.path.join('.'),
      kind,
      title: meta.title,
      description: meta.description ?? null,
      clause: meta.clause,
      source: meta.source,
      target: candidate.target?.[0]?.path.join('.') ?? null,
      needs: shownNeeds(taken, compiled.procedure),
      submits: taken.some(submits),
      allowed: reasons.length === 0,
      refusals: reasons,
      may,
      apart: decidersOf(snapshot, may.notBy),
      unmet,
      awaited: !unmet && !candidate.source.tags.includes('resting') && kind !== 'ending' && kind !== 'recall',
    }
    found.push([candidate, choice])
  }
  return found
}

/**
 * Whether the conditions of a step's choices of one name choose another of them: then this one is not to be had, and what
 * keeps it shut would only confuse.
 */
const isSettledBesides = (candidate: Candidate, offered: Candidate[], context: Context): boolean =>
  offered.some(
    (one) =>
      one.eventType === candidate.eventType && one.source === candidate.source && !unmetOf(one, context),
  )

/** What each choice of the present steps is, whoever could take it. */
export function kindsOfChoices({ procedure }: Compiled, snapshot: ChartSnapshot): Map<Candidate, ChoiceKind> {
  const kinds = new Map<Candidate, ChoiceKind>()
  const seen = new Map<string, number>()
  for (const candidate of transitionsHere(snapshot).filter(isChoice)) {
    const declared = { from: candidate.source.path.join('.'), type: candidate.eventType }
    const index = seen.get(`${declared.from}:${declared.type}`) ?? 0
    seen.set(`${declared.from}:${declared.type}`, index + 1)
    kinds.set(candidate, kindOfChoice(procedure.chart, { ...declared, index }))
  }
  return kinds
}

/** One event may move several regions of a parallel step at once: those that this actor's event would take. */
function takenTogether(
  compiled: Compiled,
  snapshot: ChartSnapshot,
  candidate: Candidate,
  actor: Actor,
): Candidate[] {
  const event = {
    type: candidate.eventType,
    at: 0,
    actor,
    revision: 0,
    data: {},
    holidays: new Set<string>(),
  }
  const permitted = permit(compiled, snapshot, event)
  return permitted.ok && permitted.transitions.includes(candidate) ? permitted.transitions : [candidate]
}

/**
 * What an event must carry for all the transitions that it takes: a field that several ask for is asked once, with the
 * items and grounds of each, and required where one of them requires it.
 */
export function unitedNeeds(transitions: Candidate[], procedure: Compiled['procedure']): ResolvedNeed[] {
  const shown = shownNeeds(transitions, procedure)
  return transitions.some(submits) ? withSaid(shown, procedure) : shown
}

/** What a choice asks for where there is no content that says it: of a rehearsed submission what the chart reads of the form. */
export const rehearsedNeeds = (
  { needs, submits }: Choice,
  procedure: Compiled['procedure'],
): ResolvedNeed[] => (submits ? withSaid(needs, procedure) : needs)

/** A submission tells the chart what the form says, as far as the chart looks at it; nobody is asked for it twice. */
function withSaid(shown: ResolvedNeed[], procedure: Compiled['procedure']): ResolvedNeed[] {
  const said = fieldsRead(procedure).filter((field) => shown.every((need) => need.field !== field))
  return [...shown, ...said.map((field) => resolveNeed({ field }, procedure))]
}

/** The same without what the content already says. */
function shownNeeds(transitions: Candidate[], procedure: Compiled['procedure']): ResolvedNeed[] {
  const united = new Map<string, ResolvedNeed>()
  for (const { meta } of transitions)
    for (const need of (meta as Meta).needs ?? []) {
      const resolved = resolveNeed(need, procedure)
      const known = united.get(resolved.field)
      united.set(resolved.field, known ? unite(known, resolved) : resolved)
    }
  return [...united.values()]
}

/** Whether a transition freezes the content. */
export const submits = ({ actions }: Candidate): boolean => does('freeze', { actions: actions as Action[] })

function unite(one: ResolvedNeed, other: ResolvedNeed): ResolvedNeed {
  const options = (a: Option[], b: Option[]) => [
    ...new Map([...a, ...b].map((each) => [each.id, each])).values(),
  ]
  switch (one.kind) {
    case 'reasons':
      return other.kind === 'reasons' ? { ...one, grounds: options(one.grounds, other.grounds) } : one
    case 'checked':
      return other.kind === 'checked' ? { ...one, items: options(one.items, other.items) } : one
    case 'publishUntil':
      return other.kind === 'publishUntil' ? { ...one, required: one.required || other.required } : one
    case 'field':
      return other.kind === 'field' ? { ...one, required: one.required || other.required } : one
    case 'revision':
    case 'signature':
      return one
    default:
      return unreachable(one)
  }
}

const decidersOf = ({ context }: { context: Context }, types: string[] = []): string[] =>
  context.decisions.filter(({ type }) => types.includes(type)).map(({ by }) => by)
