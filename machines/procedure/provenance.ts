import { walk } from '../chart/graph.ts'
import { copied, eachOf, isObject, type Json, listOf, objectOf, type Path, stringOf } from '../chart/json.ts'
import { allTransitions, membersOf } from '../chart/transitions.ts'
import { actionInWords } from './action-words.ts'
import { languageOf } from './language.ts'
import type { Action, Mark, Procedure, Reminder, Text } from './procedure.ts'
import { type Problem, problem } from './procedure-problem.ts'
import { reminderInWords } from './reminder-words.ts'
import { specialTitles, type Titled } from './titles.ts'
import { addedTo, beyondDocument, unnamedClause } from './unnamed-clause.ts'

/** `who` and `apart` are of one guard: who may act, and that it is another person than who acted before. */
export type PartKind =
  | 'who'
  | 'apart'
  | 'condition'
  | 'need'
  | 'item'
  | 'ground'
  | 'action'
  | 'owner'
  | 'reminder'
  | ListKind
type ListKind = 'role' | 'field' | 'deadline' | 'category'
/** What is said, and what is not said yet, of where a part comes from. */
export type GivenMark = { clause?: string | undefined; source?: Mark['source'] | undefined }

/** A part of a procedure, or of a draft, of which it is said where it comes from. */
export type Part = {
  kind: PartKind
  at: Path
  /** What holds the mark; empty where `apart` is not said. */
  part: Json
  /** What it stands in: the meta of its transition or its step, its need, its deadline; nothing for what lists hold. */
  holder: Json | undefined
  /** Marks it, in place. */
  put: (mark: Mark) => void
}

const lists: [name: string, kind: ListKind][] = [
  ['roles', 'role'],
  ['form', 'field'],
  ['deadlines', 'deadline'],
  ['categories', 'category'],
]

/** Every part of a procedure that has a mark, or should have one; steps and transitions have theirs in `meta`. */
export function* partsOf(procedure: Json): Generator<Part> {
  yield* partAt('owner', ['owner'], procedure.owner)
  for (const [name, kind] of lists)
    for (const [index, item] of listOf(procedure[name]).entries()) {
      yield* partAt(kind, [name, index], item)
      if (kind === 'deadline') yield* reminderParts([name, index, 'reminders'], objectOf(item))
    }
  const { chart } = procedure
  if (!isObject(chart)) return
  for (const { at, node } of walk(chart)) {
    yield* needParts([...at, 'meta', 'needs'], objectOf(node.meta))
    for (const kind of ['entry', 'exit'] as const)
      yield* actionParts([...at, kind], node[kind], objectOf(node.meta))
  }
  for (const { at, transition } of allTransitions(chart)) yield* partsOfTransition(transition, at)
}

/** The parts of one transition: who may take it, or when it is taken, what it asks for, and what it does. */
export function* partsOfTransition(transition: Json, at: Path = []): Generator<Part> {
  const { guard, actions, meta } = transition
  const holder = objectOf(meta)
  for (const one of membersOf(guard, [...at, 'guard'])) yield* guardParts(one.guard, one.at, holder)
  yield* actionParts([...at, 'actions'], actions, holder)
  yield* needParts([...at, 'meta', 'needs'], holder)
}

function* guardParts(guard: Json, at: Path, holder: Json): Generator<Part> {
  yield* partAt(guard.type === 'may' ? 'who' : 'condition', at, guard, holder)
  if (eachOf(objectOf(guard.params).notBy).length > 0)
    yield {
      kind: 'apart',
      at: [...at, 'apart'],
      part: objectOf(guard.apart),
      holder,
      put: (mark) => void Object.assign(guard, { apart: mark }),
    }
}

function* needParts(at: Path, meta: Json): Generator<Part> {
  for (const [index, need] of listOf(meta.needs).entries()) {
    yield* partAt('need', [...at, index], need, meta)
    for (const [name, kind] of [['items', 'item'] as const, ['grounds', 'ground'] as const])
      for (const [nth, option] of listOf(objectOf(need)[name]).entries())
        yield* partAt(kind, [...at, index, name, nth], option, objectOf(need))
  }
}

function* reminderParts(at: Path, deadline: Json): Generator<Part> {
  for (const [index, reminder] of listOf(deadline.reminders).entries())
    yield* partAt('reminder', [...at, index], reminder, deadline)
}

function* actionParts(at: Path, given: unknown, holder: Json): Generator<Part> {
  for (const [index, action] of eachOf(given).entries())
    yield* partAt('action', Array.isArray(given) ? [...at, index] : at, action, holder)
}

function* partAt(kind: PartKind, at: Path, part: unknown, holder?: Json): Generator<Part> {
  if (isObject(part)) yield { kind, at, part, holder, put: (mark) => void Object.assign(part, mark) }
}

/** What is said of where a part comes from; nothing that is no mark. */
export function markOf(part: Json): GivenMark {
  const { clause, source } = part
  return {
    ...(typeof clause === 'string' && clause !== '' && { clause }),
    ...((source === 'document' || source === 'added') && { source }),
  }
}

/** What is to be said beside a part: nothing, where it comes from where its holder does. */
export function markBeside(part: GivenMark, holder?: GivenMark): Mark | undefined {
  const { source, clause } = part
  if (source === undefined || source === (holder?.source ?? 'document')) return undefined
  return { source, clause: clause ?? unnamedClause }
}

/** The mark that is said whole. */
const wholeMark = (part: Json): Mark | undefined => {
  const { clause, source } = markOf(part)
  return clause !== undefined && source !== undefined ? { clause, source } : undefined
}

/** What names the parts of a procedure. */
type Named = Pick<Procedure, 'roles' | 'owner'> & Titled

/** The parts of a transition that do not come from where it does itself, each in words. */
export function besideOf(procedure: Named, transition: Json): { kind: PartKind; words: Text; mark: Mark }[] {
  return [...partsOfTransition(transition)].flatMap(({ kind, part, holder = {} }) => {
    const mark = markBeside(markOf(part), markOf(holder))
    return mark ? [{ kind, words: partInWords(procedure, { kind, part }), mark }] : []
  })
}

/**
 * A procedure of the first language in the second: of each part is said what was read of it until now. A part of a
 * transition is marked as the transition, a category as its number. That persons are kept apart, and what stands in
 * nothing, was said by nobody: it is added, until somebody says otherwise. What a mark is missing of stays missing.
 */
export function raised(procedure: Json): Json {
  const made: Json = { ...copied(procedure), language: 2 }
  for (const each of partsOf(made)) {
    if (wholeMark(each.part)) continue
    const { source, clause } = markOf(each.part)
    // Which clause asks for it, only somebody who reads the document can say.
    if (source === 'document') continue
    const mark = source === 'added' ? addedMark(each.holder) : markFor(each)
    each.put({ clause: clause ?? mark.clause, source: source ?? mark.source })
  }
  return made
}

function markFor({ kind, part, holder }: Part): Mark {
  const number = stringOf(part.number)
  if (kind === 'category' && number !== '') return { clause: number, source: 'document' }
  return (kind !== 'apart' && wholeMark(holder ?? {})) || addedMark(holder)
}

const isUnsaid = ({ part }: Part): boolean => !('clause' in part) && !('source' in part)

const addedMark = (holder: Json | undefined): Mark => ({
  clause: addedTo(markOf(holder ?? {}).clause ?? ''),
  source: 'added',
})

/** A draft after an edit. Where something was said of every part before it, what is new is marked as added to what it stands in. */
export function withNewMarked(before: Json, after: Json): Json {
  if (after.language === undefined) return after
  const lacks = (json: Json) => [...partsOf(json)].some(isUnsaid)
  if (!lacks(after) || lacks(before)) return after
  const made = copied(after)
  for (const each of partsOf(made)) if (isUnsaid(each)) each.put(addedMark(each.holder))
  return made
}

/** What is said of a part that the first language cannot say; that a field is added, it could say already. */
export function marksBeyondFirst({ kind, part }: Part): string[] {
  const isField = kind === 'field' || (kind === 'need' && 'type' in part)
  return [...(isField ? [] : ['source']), 'clause'].filter((name) => name in part)
}

/** What a procedure's language wants said of where its parts come from, and is not, or is said against itself. */
export function provenanceProblems(procedure: Procedure): Problem[] {
  const parts = [...partsOf(procedure)]
  if (languageOf(procedure) === 1)
    return [
      ...parts.flatMap((each) => marksBeyondFirst(each).map((name) => ofSecond([...each.at, name]))),
      ...strayMarks(procedure).map(ofSecond),
      ...(procedure.owner ? [ofSecondPart(['owner'])] : []),
      ...procedure.deadlines.flatMap(({ reminders }, index) =>
        reminders ? [ofSecondPart(['deadlines', index, 'reminders'])] : [],
      ),
    ]
  return [
    ...parts.flatMap((each) => markProblems(procedure, each)),
    ...metasOf(procedure).flatMap(([at, meta]) => contradictions(at, meta, { th: 'ขั้นหรือทางนี้', en: 'This' })),
    ...strayMarks(procedure).map(nothingMarked),
  ]
}

function markProblems(procedure: Procedure, each: Part): Problem[] {
  const { kind, at, part, holder } = each
  const { clause, source } = markOf(part)
  const words = partInWords(procedure, each)
  const missing = (name: string, th: string, en: string) => [
    problem([...at, name].join('.'), 'missing_provenance', `${words.th} ${th}`, `${words.en} ${en}`),
  ]
  if (source === undefined)
    return missing(
      'source',
      'ยังไม่ได้ระบุว่ามาจากเอกสารหรือเพิ่มเติม',
      'does not say whether the document asks for it',
    )
  if (clause === undefined)
    return missing('clause', 'ยังไม่ได้ระบุข้อของเอกสาร', 'does not say which clause asks for it')
  if (kind === 'item' && source === 'document' && holder?.source === 'added')
    return [
      contradiction(
        [...at, 'source'],
        `${words.th} ระบุว่าเป็นไปตามเอกสาร แต่รายการตรวจทั้งชุดระบุว่าเพิ่มเติม`,
        `${words.en} is said to be the document’s, and the checklist that it stands in to be added`,
      ),
    ]
  return contradictions(at, part, words)
}

/** The document cannot have a clause that nobody has named, or that says of itself that it is added. */
function contradictions(at: Path, part: Json, words: Text): Problem[] {
  const { clause = '', source } = markOf(part)
  if (source !== 'document' || (clause !== unnamedClause && !clause.startsWith(beyondDocument))) return []
  return [
    contradiction(
      [...at, 'source'],
      `${words.th} ระบุว่าเป็นไปตามเอกสาร แต่ข้อที่อ้างคือ “${clause}”`,
      `${words.en} is said to be the document’s, and its clause is “${clause}”`,
    ),
  ]
}

const contradiction = (at: Path, th: string, en: string) =>
  problem(at.join('.'), 'contradictory_provenance', th, en)
const ofSecond = (at: Path) =>
  problem(
    at.join('.'),
    'unknown_key',
    'ภาษารุ่น 1 ระบุที่มาของส่วนนี้ไม่ได้ ต้องใช้ภาษารุ่น 2',
    'the first language cannot say where this part comes from: the second can',
  )
const ofSecondPart = (at: Path) =>
  problem(
    at.join('.'),
    'unknown_key',
    'ภาษารุ่น 1 ไม่มีส่วนนี้ ต้องใช้ภาษารุ่น 2',
    'the first language has no such part: the second has',
  )
const nothingMarked = (at: Path) =>
  problem(
    at.join('.'),
    'unknown_key',
    'ที่มานี้ไม่ได้เป็นของส่วนใด: ระบุที่เงื่อนไขทั้งชุด หรือกำหนดให้เป็นคนละคนก่อน',
    'this mark is of nothing: a condition within others has none, and nobody is kept apart here',
  )

/** Marks of what has none: of conditions within others, and of a keeping apart where nobody is kept apart. */
function strayMarks({ chart }: Procedure): Path[] {
  const found: Path[] = []
  const lookInto = (at: Path, { params }: Json) => {
    const { of } = objectOf(params)
    for (const [index, one] of eachOf(of).entries()) {
      const inner = [...at, 'params', 'of', ...(Array.isArray(of) ? [index] : [])]
      if (isObject(one)) {
        found.push(...['clause', 'source'].filter((name) => name in one).map((name) => [...inner, name]))
        lookInto(inner, one)
      }
    }
  }
  for (const { at, transition } of allTransitions(chart)) {
    const place = [...at, 'guard']
    for (const { at: own, guard } of membersOf(transition.guard, place)) {
      // Who may and the condition say it themselves, so that nothing is left for the whole to say.
      const isWithin = own.length > place.length
      if (isWithin && own.at(-1) === 0)
        found.push(
          ...['clause', 'source']
            .filter((name) => name in objectOf(transition.guard))
            .map((name) => [...place, name]),
        )
      lookInto(own, guard)
      if (guard.type === 'may' && guard.apart && eachOf(objectOf(guard.params).notBy).length === 0)
        found.push([...own, 'apart'])
    }
  }
  return found
}

const metasOf = ({ chart }: Procedure): [Path, Json][] => [
  ...[...walk(chart)].flatMap(({ at, node }): [Path, Json][] =>
    node.meta ? [[[...at, 'meta'], node.meta]] : [],
  ),
  ...[...allTransitions(chart)].map(({ at, transition }): [Path, Json] => [[...at, 'meta'], transition.meta]),
]

/** What a part is called where it is named by itself, with what kind of part it is. */
export function partInWords(procedure: Named, { kind, part }: Pick<Part, 'kind' | 'part'>): Text {
  const title = titleOfPart(procedure, kind, part)
  const { th, en } = kindWords[kind]
  return title ? { th: `${th} “${title.th}”`, en: `${en} “${title.en}”` } : { th, en }
}

function titleOfPart(procedure: Named, kind: PartKind, part: Json): Text | undefined {
  if (kind === 'action') return actionInWords(procedure, part as Action)
  if (kind === 'reminder') return reminderInWords(procedure, part as Reminder)
  const { title } = part
  if (isObject(title)) return { th: stringOf(title.th), en: stringOf(title.en) }
  const field = stringOf(part.field)
  if (kind !== 'need') return undefined
  return Object.hasOwn(specialTitles, field)
    ? specialTitles[field as keyof typeof specialTitles]
    : procedure.form.find(({ name }) => name === field)?.title
}

const kindWords: Record<PartKind, Text> = {
  who: { th: 'ผู้มีสิทธิ', en: 'Who may act' },
  apart: { th: 'การต้องเป็นคนละคน', en: 'That it is another person' },
  condition: { th: 'เงื่อนไข', en: 'The condition' },
  need: { th: 'สิ่งที่ต้องกรอก', en: 'What is asked for' },
  item: { th: 'รายการตรวจ', en: 'The check' },
  ground: { th: 'เหตุผลให้เลือก', en: 'The ground' },
  action: { th: 'สิ่งที่เกิดตามมา', en: 'The consequence' },
  owner: { th: 'ชื่อของเจ้าของเรื่อง', en: 'The name of the owner' },
  role: { th: 'บทบาท', en: 'The role' },
  field: { th: 'ช่องข้อมูลในแบบฟอร์ม', en: 'The form field' },
  deadline: { th: 'กำหนดเวลา', en: 'The deadline' },
  reminder: { th: 'การเตือน', en: 'The reminder' },
  category: { th: 'ประเภทข้อมูล', en: 'The category' },
}
