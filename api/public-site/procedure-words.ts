import { conditionInWords } from '../../machines/diff/words.ts'
import { actionInWords } from '../../machines/procedure/action-words.ts'
import { partsOfGuard } from '../../machines/procedure/condition.ts'
import {
  type Action,
  type Deadline,
  type Guard,
  type Mark,
  type May,
  type Meta,
  type Need,
  type Option,
  type Procedure,
  type StateNodeConfig,
  type Text,
  type Transition,
  type Transitions,
  toldBy,
} from '../../machines/procedure/procedure.ts'
import {
  type GivenMark,
  markBeside,
  markOf,
  type Part,
  partInWords,
  partsOfTransition,
} from '../../machines/procedure/provenance.ts'
import { resolveNeed } from '../../machines/procedure/resolved-need.ts'
import { choiceTitle, partTitle } from '../../machines/procedure/titles.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import type { Words } from './words.ts'

/**
 * `mark`: where it comes from, where it is not where the choice does. `pieces`: the same text in pieces that are marked
 * one by one, where some do not come from where the part does.
 */
export type WordedPart = { text: string; mark: Mark | undefined; pieces?: WordedPiece[] }
export type WordedPiece = { text: string; mark?: Mark }
export type WordedChoice = {
  type: string
  title: string
  clause: string
  added: boolean
  /** Who may take it, in the words of the procedure; what happens by itself has nobody. */
  who: string[]
  /** What it asks for, whom it keeps apart, and whom it tells. */
  needs: WordedPart[]
  next: string | undefined
}
export type WordedStep = {
  title: string
  clause: string
  added: boolean
  public: boolean
  /** Whom it tells when it is entered or left, and what else of it the document does not say. */
  parts: WordedPart[]
  choices: WordedChoice[]
  steps: WordedStep[]
}
/** A choice that several steps offer alike, such as withdrawal: told once. */
export type SharedChoice = WordedChoice & { from: string[] }

type Node = { path: string[]; state: StateNodeConfig }
type HeldPart = Pick<Part, 'kind' | 'part' | 'holder'>

/** A chart as a list of who does what, in the order in which the chart is written. */
export function procedureInWords(
  procedure: Procedure,
  language: 'th' | 'en',
  words: Words,
): { steps: WordedStep[]; shared: SharedChoice[] } {
  const all = nodesOf(procedure.chart, [])
  const say = (text: Text) => text[language]
  const whoTitle = (id: string, may: May) =>
    id === 'owner' && !may.unit && !procedure.owner ? words.ownerRole : say(partTitle(procedure, id, may))

  const targetTitle = (from: Node, target: string | undefined): string | undefined => {
    if (!target) return undefined
    const found = target.startsWith('#')
      ? all.find(({ state }) => state.id === target.slice(1))
      : all.find(({ path }) => path.join('.') === [...from.path.slice(0, -1), ...target.split('.')].join('.'))
    return found?.state.meta ? say(found.state.meta.title) : undefined
  }

  /**
   * What there is to tell of a part. Who may act, what follows silently and how long a deadline is are told by the choice
   * itself; they are named only to say that they come from elsewhere.
   */
  const textOf = (
    { kind, part }: HeldPart,
    { guard }: Pick<Transition, 'guard'>,
    isElsewhere: boolean,
  ): string | undefined => {
    switch (kind) {
      case 'who':
        return isElsewhere ? words.whoMayAct : undefined
      case 'apart': {
        const types = partsOfGuard(guard).may?.params.notBy ?? []
        return words.mustBeAnother(
          types.map((type) => `“${say(choiceTitle(procedure.chart, type))}”`).join(' · '),
        )
      }
      case 'condition':
        return say(conditionInWords(procedure, guard))
      case 'action':
        return isElsewhere || toldBy(part as Action)
          ? say(actionInWords(procedure, part as Action))
          : undefined
      case 'deadline':
        return isElsewhere ? say(partInWords(procedure, { kind, part })) : undefined
      // Checks and grounds are told with what asks for them; the other lists are no part of a transition.
      case 'need':
      case 'item':
      case 'ground':
      case 'owner':
      case 'reminder':
      case 'role':
      case 'field':
      case 'category':
        return undefined
      default:
        return unreachable(kind)
    }
  }
  const partsInWords = (
    of: Pick<Transition, 'guard' | 'actions'> & { meta?: Meta | undefined },
    deadline?: Deadline,
  ): WordedPart[] => {
    const parts: HeldPart[] = [...partsOfTransition(of)]
    if (deadline) parts.push({ kind: 'deadline', part: deadline, holder: of.meta })
    return parts.flatMap((each) => {
      const mark = markBeside(markOf(each.part), markOf(each.holder ?? {}))
      const text = textOf(each, of, mark !== undefined)
      return text === undefined ? [] : [{ text, mark }]
    })
  }

  const worded = (
    node: Node,
    [type, transition]: [string, Transition],
    deadline?: Deadline,
  ): WordedChoice => {
    const { meta, guard } = transition
    return {
      type,
      title: say(meta.title),
      clause: meta.clause,
      added: meta.source === 'added',
      who: guard ? whoMay(guard).map(([id, may]) => whoTitle(id, may)) : [],
      needs: [
        ...(meta.needs ?? []).map((need) => ({
          ...needInWords(need, procedure, language, words),
          mark: markBeside(need, meta),
        })),
        ...partsInWords(transition, deadline),
      ],
      next: targetTitle(node, transition.target),
    }
  }

  const choicesOf = (node: Node): WordedChoice[] => [
    ...transitionsIn(node.state.on).map((named) => worded(node, named)),
    ...transitionsIn(node.state.after).map((named) =>
      worded(
        node,
        named,
        procedure.deadlines.find(({ id }) => id === named[0]),
      ),
    ),
  ]
  const signature = signatureIn(words)
  const shared = sharedChoices(all, choicesOf, signature, say)
  const told = new Set(shared.map(signature))

  const stepOf = (node: Node): WordedStep => {
    const { entry = [], exit = [] } = node.state
    const meta = node.state.meta as Meta
    return {
      title: say(meta.title),
      clause: meta.clause,
      added: meta.source === 'added',
      public: node.state.tags?.includes('public') ?? false,
      parts: partsInWords({ actions: [entry, exit].flat(), meta }),
      choices: choicesOf(node).filter((choice) => !told.has(signature(choice))),
      steps: withoutTwins(childrenOf(node).filter(isOfInterest).map(stepOf)),
    }
  }
  const top = childrenOf({ path: [], state: procedure.chart as StateNodeConfig })
  return { steps: top.filter(isOfInterest).map(stepOf), shared }
}

const childrenOf = ({ path, state }: Node): Node[] =>
  Object.entries(state.states ?? {}).map(([name, child]) => ({ path: [...path, name], state: child }))

const nodesOf = (state: Pick<StateNodeConfig, 'states'>, path: string[]): Node[] =>
  Object.entries(state.states ?? {}).flatMap(([name, child]) => [
    { path: [...path, name], state: child },
    ...nodesOf(child, [...path, name]),
  ])

/** Where a chart needs two steps for what an official sees as one, it is told once. */
const withoutTwins = (steps: WordedStep[]): WordedStep[] => {
  const texts = steps.map((step) => JSON.stringify(step))
  return steps.filter((_, index) => texts.indexOf(texts[index] ?? '') === index)
}

/** Where nobody does anything (a fork that the chart takes by itself, an end) there is nothing to tell. */
const isOfInterest = ({ state }: Node): boolean =>
  state.type !== 'final' &&
  (!!state.on || !!state.after || !!state.states || (state.tags ?? []).includes('public'))

function whoMay(guard: Guard): [string, May][] {
  const { may } = partsOfGuard(guard)
  return may ? [may.params.as].flat().map((role) => [role, may.params]) : []
}

const transitionsIn = (given: Record<string, Transitions> = {}): [string, Transition][] =>
  Object.entries(given).flatMap(([name, list]) =>
    [list].flat().map((transition): [string, Transition] => [name, transition]),
  )

/** All that is told of a choice but its clause: choices that have it in common are told once. */
const signatureIn =
  (words: Words) =>
  ({ type, title, added, who, needs, next }: WordedChoice): string => {
    const told = (mark: Mark | undefined) => mark && markInWords(mark, words)
    const parts = needs.map(({ text, mark, pieces = [] }) => [
      text,
      told(mark),
      ...pieces.map((piece) => told(piece.mark)),
    ])
    return JSON.stringify([type, title, added, who, parts, next])
  }

function sharedChoices(
  all: Node[],
  choicesOf: (node: Node) => WordedChoice[],
  signature: (choice: WordedChoice) => string,
  say: (text: Text) => string,
): SharedChoice[] {
  const found = new Map<string, SharedChoice>()
  for (const node of all) {
    for (const choice of choicesOf(node)) {
      const from = node.state.meta ? [say(node.state.meta.title)] : []
      const known = found.get(signature(choice))
      if (known) known.from.push(...from)
      else found.set(signature(choice), { ...choice, from })
    }
  }
  // The clauses differ from step to step; that they are added does not.
  return [...found.values()]
    .filter(({ from }) => from.length >= 3)
    .map((choice) =>
      choice.added ? { ...choice, clause: choice.clause.split(' (')[0] ?? choice.clause } : choice,
    )
}

function needInWords(
  need: Need,
  procedure: Procedure,
  language: 'th' | 'en',
  words: Words,
): Pick<WordedPart, 'text' | 'pieces'> {
  const resolved = resolveNeed(need, procedure)
  const optionsInWords = (before: string, options: (Option & GivenMark)[], after: string) => {
    const marked = options.map((option) => ({
      title: option.title[language],
      mark: markBeside(option, need),
    }))
    const titles = marked.map(({ title, mark }) => (mark ? `${title} (${markInWords(mark, words)})` : title))
    const text = `${before}${titles.join(' · ')}${after}`
    if (marked.every(({ mark }) => mark === undefined)) return { text }
    const pieces = marked.flatMap(({ title, mark }, index): WordedPiece[] => [
      ...(index > 0 ? [{ text: ' · ' }] : []),
      { text: title, ...(mark && { mark }) },
    ])
    return { text, pieces: [{ text: before }, ...pieces, ...(after === '' ? [] : [{ text: after }])] }
  }
  switch (resolved.kind) {
    case 'reasons': {
      const { grounds } = resolved
      return grounds.length > 0
        ? optionsInWords(`${words.mustReason} (`, grounds, ')')
        : { text: words.mustReason }
    }
    case 'checked':
      return optionsInWords(`${words.mustCheck} `, resolved.items, '')
    case 'publishUntil':
      return { text: resolved.required ? words.mustPeriod : words.mayPeriod }
    case 'revision':
      return { text: words.mustRevise }
    case 'signature':
      return { text: words.mustSign }
    case 'field':
      return { text: `${words.mustFill} ${resolved.title[language]}` }
    default:
      return unreachable(resolved)
  }
}

/** Where a part comes from, beside it. */
export const markInWords = ({ source, clause }: Mark, words: Words): string =>
  source === 'added' ? words.addedMark : words.documentMark(clause)
