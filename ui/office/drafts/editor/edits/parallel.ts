import { addChoice, guardOf, type NewChoice, type Who, whoOf } from './choices.ts'
import { dropLostEvents, splitEvent } from './events.ts'
import { mayAt, mayIn } from './guards.ts'
import { insertKey, isObject, type Json, objectOf, type Path, setAt, valueAt } from './json.ts'
import { addStep, metaOf, type Words, without } from './steps.ts'
import { keepTargets, resolveTarget, targetOf, writeTarget } from './targets.ts'
import {
  kindOf,
  nodeAt,
  placeOfStep,
  samePath,
  startsWith,
  type TransitionAt,
  transitionsOfStep,
} from './walk.ts'

/** One of several who act at the same time: what the track is called, what they do, and who they are. */
export type Track = { words: Words; choice: Omit<NewChoice, 'step' | 'to'> }

const waitingKey = 'waiting'
const doneKey = 'done'
const done = { th: 'ครบแล้ว', en: 'Done' }

/** A track with one step in which it is awaited, and its end. */
export function addTrack(
  json: Json,
  parallel: string[],
  { words, choice }: Track,
): { json: Json; path: string[]; type: string; choice: Path } {
  const { clause, source } = words
  const node = {
    initial: waitingKey,
    states: {
      [waitingKey]: { meta: metaOf(words) },
      [doneKey]: { type: 'final', meta: metaOf({ title: doneOf(words), clause, source }) },
    },
  }
  const added = addStep(json, { parent: parallel, words, node })
  const step = [...added.path, waitingKey]
  const given = addChoice(added.json, { ...choice, step, to: [...added.path, doneKey] })
  return { json: given.json, path: added.path, type: given.type, choice: given.at }
}

/** One more track that asks for what the first one asks for, of other people; required where the first one's is. */
export function addTrackLike(
  json: Json,
  parallel: string[],
  track: Track,
): { json: Json; path: string[]; type: string; choice: Path } {
  const [first] = Object.keys(objectOf(nodeAt(json, parallel)?.states))
  const waiting = first === undefined ? [] : waitingSteps(json, [...parallel, first])
  const model = waiting.flatMap((path) => transitionsOfStep(json, path)).find(({ kind }) => kind === 'on')
  const added = addTrack(json, parallel, track)
  if (!model) return added
  const made = copyDemands(added.json, added.choice, model.transition)
  return { ...added, json: splitEvent(made, model.name, [model.name, added.type]) }
}

/** What one choice asks for and brings about, asked for and brought about by another as well. */
function copyDemands(json: Json, at: Path, { actions, meta }: Json): Json {
  const needs = objectOf(meta).needs
  const asked = needs === undefined ? json : setAt(json, [...at, 'meta', 'needs'], needs)
  return actions === undefined ? asked : setAt(asked, [...at, 'actions'], actions)
}

const doneOf = ({ title }: Words) => ({ th: `${title.th} — ${done.th}`, en: `${title.en}: done` })

/**
 * A step at which several act at the same time, between a choice and where it led; it goes on when all have acted.
 * Undefined where the choice leads nowhere.
 */
export function insertParallelAfter(
  json: Json,
  choice: Pick<TransitionAt, 'at' | 'from'>,
  step: { words: Words; tracks: Track[]; onDone: Words },
): { json: Json; path: string[] } | undefined {
  const target = valueAt(json, [...choice.at, 'target'])
  const old = typeof target === 'string' ? resolveTarget(json, choice.from, target) : undefined
  if (!old) return undefined
  const node = { type: 'parallel', states: {} }
  const added = addStep(json, {
    parent: choice.from.slice(0, -1),
    after: choice.from.at(-1),
    words: step.words,
    node,
  })
  let made = setAt(added.json, [...choice.at, 'target'], writeTarget(added.json, choice.from, added.path))
  for (const track of step.tracks) made = addTrack(made, added.path, track).json
  const goOn = { target: writeTarget(made, added.path, old), meta: metaOf(step.onDone) }
  return { json: setAt(made, [...placeOfStep(added.path), 'onDone'], goOn), path: added.path }
}

/** The choices of a step that lead on from it and could be asked of several at once. */
export const forwardChoices = (json: Json, step: string[]): TransitionAt[] =>
  transitionsOfStep(json, step).filter((choice) => {
    const to = targetOf(json, choice)
    const kind = kindOf(json, choice)
    return choice.kind === 'on' && to && !startsWith(to, step) && kind !== 'return' && kind !== 'recall'
  })

/**
 * Makes a step one at which several act at the same time: each track asks for the chosen choice, with its own words
 * and its own people, and when all have acted it leads where the choice led. What else the same people do there, each
 * track's do; everything else is offered as before. Where the choice was required before publication, each track's is.
 */
export function makeParallel(
  json: Json,
  choice: TransitionAt,
  tracks: { words: Words; title: { th: string; en: string }; who: Who }[],
): Json {
  const { from: step, transition, name } = choice
  const node = nodeAt(json, step)
  const target =
    typeof transition.target === 'string' ? resolveTarget(json, step, transition.target) : undefined
  if (!node || node.states !== undefined || !target) return json
  const shared = ofTheSame(json, choice)
  let made = without(json, [choice, ...shared])
  made = setAt(made, placeOfStep(step), { ...nodeAt(made, step), type: 'parallel', states: {} })
  const types: string[] = []
  for (const [index, { words, title, who }] of tracks.entries()) {
    const choiceWords = { title, clause: words.clause, source: words.source }
    const type = index === 0 ? name : undefined
    const base = addTrack(made, step, {
      words,
      choice: { words: choiceWords, who, ...(type === undefined ? {} : { type }) },
    })
    types.push(base.type)
    made = copyDemands(base.json, base.choice, transition)
    for (const other of shared) made = alsoHere(json, made, [...base.path, waitingKey], other, who)
  }
  const onDone = { target: writeTarget(made, step, target), meta: metaOf(allDone(node)) }
  made = setAt(made, [...placeOfStep(step), 'onDone'], onDone)
  return dropLostEvents(json, splitEvent(made, name, types))
}

/** What else the same people do at the step, such as sending it back: each track's people do it in their own track. */
const ofTheSame = (json: Json, choice: TransitionAt): TransitionAt[] =>
  transitionsOfStep(json, choice.from).filter(
    ({ kind, name, transition }) =>
      kind === 'on' && name !== choice.name && sameRoles(whoOf(transition).as, whoOf(choice.transition).as),
  )

const sameRoles = (one: string[], other: string[]) =>
  one.length === other.length && one.every((role) => other.includes(role))

/** Offers the same choice at another step to other people. */
function alsoHere(
  before: Json,
  json: Json,
  step: string[],
  { name, from, transition }: TransitionAt,
  who: Who,
): Json {
  const { target } = transition
  const to = typeof target === 'string' ? resolveTarget(before, from, target) : undefined
  const { notBy: _, ...others } = who
  const { notBy = [] } = whoOf(transition)
  const { target: __, ...rest } = transition
  const whole = {
    ...(to ? { target: writeTarget(json, step, to) } : {}),
    ...setAt(rest, mayAt(transition), guardOf({ ...others, notBy }, mayIn(transition))),
  }
  return insertKey(json, [...placeOfStep(step), 'on'], name, whole)
}

const allDone = (node: Json): Words => {
  const { clause, source } = objectOf(node.meta)
  return {
    title: { th: 'ครบทุกฝ่ายแล้ว', en: 'All have acted' },
    clause: typeof clause === 'string' ? clause : '-',
    source: source === 'document' ? 'document' : 'added',
  }
}

/** The steps in which a track waits for someone: those of it that offer choices. */
const waitingSteps = (json: Json, track: string[]): string[][] =>
  Object.keys(objectOf(nodeAt(json, track)?.states))
    .map((name) => [...track, name])
    .filter((path) => transitionsOfStep(json, path).some(({ kind }) => kind === 'on'))

/**
 * Makes a step at which several act one at which only the first of them does: the first track's choices become the
 * step's own and lead where the step went on to when all had acted. The other tracks go.
 */
export function endParallel(json: Json, step: string[]): Json {
  const node = nodeAt(json, step)
  const [first] = Object.keys(objectOf(node?.states))
  if (!node || first === undefined) return json
  const [kept] = waitingSteps(json, [...step, first])
  const goesOn = objectOf([node.onDone].flat()[0]).target
  const to = typeof goesOn === 'string' ? resolveTarget(json, step, goesOn) : undefined
  const { states: _, type: __, onDone: ___, initial: ____, ...rest } = node
  let made = setAt(json, placeOfStep(step), rest)
  for (const { name, transition, from, kind } of kept ? transitionsOfStep(json, kept) : []) {
    if (kind !== 'on' && kind !== 'after') continue
    const old =
      typeof transition.target === 'string' ? resolveTarget(json, from, transition.target) : undefined
    const inside = old !== undefined && startsWith(old, step) && !samePath(old, step)
    const target = inside ? to : old
    const { target: ______, ...others } = transition
    const whole = target ? { target: writeTarget(made, step, target), ...others } : others
    const place = [...placeOfStep(step), kind]
    if (!isObject(valueAt(made, [...place, name]))) made = insertKey(made, place, name, whole)
  }
  return dropLostEvents(
    json,
    keepTargets(json, made, (path) => (startsWith(path, step) ? step : path)),
  )
}
