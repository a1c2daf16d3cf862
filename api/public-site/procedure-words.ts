import { actionInWords } from '../../machines/procedure/action-words.ts'
import {
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
  toldBy,
} from '../../machines/procedure/procedure.ts'
import { type GivenMark, markBeside } from '../../machines/procedure/provenance.ts'
import { resolveNeed } from '../../machines/procedure/resolved-need.ts'
import { choiceTitle, partTitle } from '../../machines/procedure/titles.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import type { Words } from './words.ts'

/** `mark`: where it comes from, where it is not where the choice does. */
export type WordedPart = { text: string; mark: Mark | undefined }
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
  choices: WordedChoice[]
  steps: WordedStep[]
}
/** A choice that several steps offer alike, such as withdrawal: told once. */
export type SharedChoice = WordedChoice & { from: string[] }

type Node = { path: string[]; state: StateNodeConfig }

/** A chart as a list of who does what, in the order in which the chart is written. */
export function procedureInWords(
  procedure: Procedure,
  language: 'th' | 'en',
  words: Words,
): { steps: WordedStep[]; shared: SharedChoice[] } {
  const all = nodesOf(procedure.chart, [])
  const say = (text: Text) => text[language]
  const whoTitle = (id: string, may: May) =>
    id === 'owner' && !may.unit ? words.ownerRole : say(partTitle(procedure, id, may))

  const targetTitle = (from: Node, target: string | undefined): string | undefined => {
    if (!target) return undefined
    const found = target.startsWith('#')
      ? all.find(({ state }) => state.id === target.slice(1))
      : all.find(({ path }) => path.join('.') === [...from.path.slice(0, -1), ...target.split('.')].join('.'))
    return found?.state.meta ? say(found.state.meta.title) : undefined
  }

  const othersInWords = ({ guard, actions = [], meta }: Transition): WordedPart[] => {
    const apart = guard?.type === 'may' ? (guard.params.notBy ?? []) : []
    const titles = apart.map((type) => `“${say(choiceTitle(procedure.chart, type))}”`)
    return [
      ...(guard?.source !== undefined && markBeside(guard, meta)
        ? [{ text: words.whoMayAct, mark: markBeside(guard, meta) }]
        : []),
      ...(titles.length > 0
        ? [
            {
              text: words.mustBeAnother(titles.join(' · ')),
              mark: guard?.type === 'may' && guard.apart ? markBeside(guard.apart, meta) : undefined,
            },
          ]
        : []),
      ...[actions].flat().flatMap((action) => {
        if (!toldBy(action)) return []
        return [{ text: say(actionInWords(procedure, action)), mark: markBeside(action, meta) }]
      }),
    ]
  }

  const worded = (node: Node, type: string, transition: Transition): WordedChoice => {
    const { meta, guard } = transition
    return {
      type,
      title: say(meta.title),
      clause: meta.clause,
      added: meta.source === 'added',
      who: guard ? whoMay(guard).map(([id, may]) => whoTitle(id, may)) : [],
      needs: [
        ...(meta.needs ?? []).map((need) => ({
          text: needInWords(need, procedure, language, words),
          mark: markBeside(need, meta),
        })),
        ...othersInWords(transition),
      ],
      next: targetTitle(node, transition.target),
    }
  }

  const choicesOf = (node: Node): WordedChoice[] =>
    [...Object.entries(node.state.on ?? {}), ...Object.entries(node.state.after ?? {})].flatMap(
      ([type, given]) => [given].flat().map((transition) => worded(node, type, transition)),
    )
  const shared = sharedChoices(all, choicesOf, say)
  const told = new Set(shared.map(signature))

  const stepOf = (node: Node): WordedStep => {
    const meta = node.state.meta as Meta
    return {
      title: say(meta.title),
      clause: meta.clause,
      added: meta.source === 'added',
      public: node.state.tags?.includes('public') ?? false,
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

const whoMay = (guard: Guard): [string, May][] =>
  guard.type === 'may' ? [guard.params.as].flat().map((role) => [role, guard.params]) : []

const signature = ({ type, title, who, next }: WordedChoice): string =>
  JSON.stringify([type, title, who, next])

function sharedChoices(
  all: Node[],
  choicesOf: (node: Node) => WordedChoice[],
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
  // The clauses differ from step to step; that they are added to the document does not.
  return [...found.values()]
    .filter(({ from }) => from.length >= 3)
    .map((choice) =>
      choice.added ? { ...choice, clause: choice.clause.split(' (')[0] ?? choice.clause } : choice,
    )
}

function needInWords(need: Need, procedure: Procedure, language: 'th' | 'en', words: Words): string {
  const resolved = resolveNeed(need, procedure)
  const inWords = (option: Option & GivenMark) => {
    const mark = markBeside(option, need)
    return mark ? `${option.title[language]} (${markInWords(mark, words)})` : option.title[language]
  }
  switch (resolved.kind) {
    case 'reasons': {
      const grounds = resolved.grounds.map(inWords)
      return grounds.length > 0 ? `${words.mustReason} (${grounds.join(' · ')})` : words.mustReason
    }
    case 'checked':
      return `${words.mustCheck} ${resolved.items.map(inWords).join(' · ')}`
    case 'publishUntil':
      return resolved.required ? words.mustPeriod : words.mayPeriod
    case 'revision':
      return words.mustRevise
    case 'signature':
      return words.mustSign
    case 'field':
      return `${words.mustFill} ${resolved.title[language]}`
    default:
      return unreachable(resolved)
  }
}

/** Where a part comes from, beside it. */
export const markInWords = ({ source, clause }: Mark, words: Words): string =>
  source === 'added' ? words.addedMark : words.documentMark(clause)
