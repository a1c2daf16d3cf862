import { unnamedClause } from '../../../../../machines/procedure/unnamed-clause.ts'
import { isBlank } from '../../../../../machines/text/blank.ts'
import { addChoice, insertStepAfter, sendBack, setActions, type Who } from './choices.ts'
import { requireEvent } from './events.ts'
import { mayIn } from './guards.ts'
import { type Json, objectOf, type Path, stringOf, valueAt } from './json.ts'
import { insertParallelAfter } from './parallel.ts'
import type { Title, Words } from './steps.ts'
import { resolveTarget, targetOf } from './targets.ts'
import {
  nodeAt,
  placeOfStep,
  samePath,
  startsWith,
  type TransitionAt,
  transitionsOf,
  transitionsOfStep,
} from './walk.ts'

/** What one of those who decide at a new step is called, what they do, and who they are. */
export type Decider = { words: Words; title: Title; who: Who }
export type NewDecision = {
  words: Words
  /** One decides alone; several all have to, at the same time. */
  deciders: Decider[]
  /** Where it may be sent back to with reasons; null: nowhere. */
  sendBackTo: string[] | null
  /** Whether the owner may take the request back here, as at the step before. */
  withdrawal: boolean
  /** Whether nothing becomes public without it. */
  required: boolean
}

const returnTitle: Title = { th: 'ส่งกลับพร้อมเหตุผล', en: 'Return with reasons' }
const allDone: Title = { th: 'ครบทุกฝ่ายแล้ว', en: 'All have acted' }

/**
 * Puts a decision of one, or of several at the same time, between a choice and where it led: with the way back, the
 * withdrawal and the requirement that are asked for. Undefined where the choice leads nowhere.
 */
export function insertDecision(
  json: Json,
  after: Pick<TransitionAt, 'at' | 'from'>,
  decision: NewDecision,
): { json: Json; path: string[] } | undefined {
  const { words, deciders } = decision
  const [only] = deciders
  if (!only) return undefined
  const own = ({ words: { clause, source }, title }: Decider): Words => ({ title, clause, source })
  const inserted =
    deciders.length === 1
      ? insertStepAfter(json, after, { words, choice: { words: own(only), who: only.who } })
      : insertParallelAfter(json, after, {
          words,
          tracks: deciders.map((decider) => ({
            words: decider.words,
            choice: { words: own(decider), who: decider.who },
          })),
          onDone: { ...words, title: allDone },
        })
  if (!inserted) return undefined
  const { path } = inserted
  const before = new Set(transitionsOf(json).map(({ name }) => name))
  const made = transitionsOf(inserted.json).filter(
    ({ kind, name, from }) => kind === 'on' && !before.has(name) && path.every((key, at) => from[at] === key),
  )
  let result = inserted.json
  for (const [index, { from, name }] of made.entries()) {
    const { who } = deciders[index] ?? only
    if (decision.sendBackTo) {
      const { notBy: _, ...anyone } = who
      const back = { title: returnTitle, clause: words.clause, source: 'added' as const }
      result = addChoice(result, sendBack(from, decision.sendBackTo, anyone, back)).json
    }
    if (decision.required) result = requireEvent(result, name, true)
  }
  const model = decision.withdrawal ? withdrawalOf(json, after.from) : undefined
  return { json: model ? offerAgain(result, path, model) : result, path }
}

/** The choice of a step by which its owner takes a request back: one of the owner alone, to an end. */
export function withdrawalOf(json: Json, step: string[]): TransitionAt | undefined {
  return transitionsOfStep(json, step).find((transition) => {
    const to = targetOf(json, transition)
    const { as } = objectOf(mayIn(transition.transition).params)
    return transition.kind === 'on' && as === 'owner' && to && nodeAt(json, to)?.type === 'final'
  })
}

/** Offers at another step the very choice that one step offers. */
function offerAgain(json: Json, step: string[], { name, from, transition }: TransitionAt): Json {
  const to = typeof transition.target === 'string' ? resolveTarget(json, from, transition.target) : undefined
  if (!to) return json
  const place = [...placeOfStep(step), 'on', name]
  if (valueAt(json, place) !== undefined) return json
  const meta = objectOf(transition.meta)
  const title = objectOf(meta.title)
  const added = addChoice(json, {
    step,
    to,
    type: name,
    who: { as: ['owner'] },
    words: {
      title: { th: stringOf(title.th), en: stringOf(title.en) },
      clause: stringOf(meta.clause) || '-',
      source: 'added',
    },
  })
  const actions = [transition.actions ?? []].flat()
  return actions.length > 0 ? setActions(added.json, added.at, actions) : added.json
}

/** The choices after which a step can be put: those that lead from their step to another. */
export const leadingChoices = (json: Json): TransitionAt[] =>
  transitionsOf(json).filter((transition) => {
    const to = targetOf(json, transition)
    return transition.kind === 'on' && transition.from.length > 0 && to && !samePath(to, transition.from)
  })

/** The events that may have been sent before a request comes to a step, since it last started again. */
export function eventsBefore(json: Json, step: string[]): string[] {
  const transitions = transitionsOf(json).filter(
    ({ transition }) => ![transition.actions].flat().some((action) => objectOf(action).type === 'startAgain'),
  )
  const covers = (one: string[], other: string[]) =>
    one.every((name, index) => other[index] === name) || other.every((name, index) => one[index] === name)
  const reached: string[][] = [step]
  const found = new Set<string>()
  for (let next = reached.shift(); next; next = reached.shift()) {
    for (const placed of transitions) {
      const to = targetOf(json, placed)
      if (!to || !covers(to, next) || found.has(placed.at.join('\n'))) continue
      found.add(placed.at.join('\n'))
      reached.push(placed.from)
    }
    // What stands before a step stands before those inside it and, where tracks run side by side, before them all.
    if (nodeAt(json, next.slice(0, -1))?.type === 'parallel' && next.length > 1)
      reached.push(next.slice(0, -1))
  }
  return [
    ...new Set(
      transitions.flatMap(({ at, kind, name }) => (kind === 'on' && found.has(at.join('\n')) ? [name] : [])),
    ),
  ]
}

/** The events that others may send meanwhile in the tracks beside the one in which a step stands. */
export function eventsBeside(json: Json, step: string[]): string[] {
  const around = step.flatMap((_, depth) => {
    const path = step.slice(0, depth)
    return nodeAt(json, path)?.type === 'parallel' ? [path] : []
  })
  const beside = transitionsOf(json).filter((placed) => {
    const to = targetOf(json, placed)
    // What leads out of all tracks leaves none in which anything could be done afterwards.
    return around.some(
      (parallel) =>
        placed.kind === 'on' &&
        startsWith(placed.from, parallel) &&
        placed.from.length > parallel.length &&
        !startsWith(placed.from, step.slice(0, parallel.length + 1)) &&
        (!to || startsWith(to, parallel)),
    )
  })
  return [...new Set(beside.map(({ name }) => name))]
}

/** The clause of what the document does not say: it names the clause of what it hangs on. */
export const addedTo = (json: Json, at: Path): string => {
  const document = stringOf(valueAt(json, ['order', 'document', 'th']))
  const kind = ['กรอบแนวทาง', 'คำสั่ง', 'ระเบียบ'].find((word) => document.startsWith(word)) ?? 'ประกาศ'
  const clause = stringOf(valueAt(json, [...at, 'meta', 'clause']))
  // What hangs on something added is added to the same clause.
  const within = /^เพิ่มเติมจาก\S+ \((.*)\)$/.exec(clause)?.[1] ?? (clause.startsWith('เพิ่มเติมจาก') ? '' : clause)
  return ['', '-', unnamedClause].includes(within) ? `เพิ่มเติมจาก${kind}` : `เพิ่มเติมจาก${kind} (${within})`
}

/** The words of something new: with the clause that was given, else as added to the document. */
export const wordsOf = (title: Title, clause: string, otherwise: string): Words => {
  const { th, en } = title
  const whole = { th: th.trim(), en: en.trim() || th.trim() }
  return isBlank(clause)
    ? { title: whole, clause: otherwise, source: 'added' }
    : { title: whole, clause: clause.trim(), source: 'document' }
}
