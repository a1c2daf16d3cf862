import { resolveTarget, walk } from '../../machines/chart/graph.ts'
import { allTransitions, type PlacedTransition } from '../../machines/chart/transitions.ts'
import type { Action, Procedure, StateNodeConfig, Transition } from '../../machines/procedure/procedure.ts'
import type { Dice } from './walk-procedure.ts'

const pick = <Item>(dice: Dice, items: Item[]): Item | undefined => items[dice(items.length)]
const steps = ({ chart }: Procedure) => [...walk(chart)].slice(1)
const transitions = ({ chart }: Procedure) => [...allTransitions(chart)]
const choices = (procedure: Procedure) => transitions(procedure).filter(({ kind }) => kind === 'on')
const listOf = ({ actions }: Transition): Action[] => [actions ?? []].flat()
const without = (transition: Transition, type: Action['type']) => {
  transition.actions = listOf(transition).filter((action) => action.type !== type)
}

/** What an administrator might do to a chart by mistake, each at a place left to chance. */
const mutations: ((procedure: Procedure, dice: Dice) => void)[] = [
  function leadElsewhere(procedure, dice) {
    const one = pick(dice, transitions(procedure))
    const to = pick(dice, steps(procedure))
    if (one && to) one.transition.target = targetOf(procedure, to.path)
  },
  function forgetWhoIsKeptApart(procedure, dice) {
    const guard = pick(dice, choices(procedure))?.transition.guard
    if (guard?.type === 'may') delete guard.params.notBy
  },
  function givesToAnother(procedure, dice) {
    const guard = pick(dice, choices(procedure))?.transition.guard
    const role = pick(dice, ['owner', ...procedure.roles.map(({ id }) => id)])
    if (guard?.type === 'may' && role) guard.params = { ...guard.params, as: role }
  },
  function forgetToStartAgain(procedure, dice) {
    const one = pick(
      dice,
      transitions(procedure).filter(({ transition }) =>
        listOf(transition).some(({ type }) => type === 'startAgain'),
      ),
    )
    if (one) without(one.transition, 'startAgain')
  },
  function startAgainAnywhere(procedure, dice) {
    const one = pick(dice, transitions(procedure))
    if (one) one.transition.actions = [...listOf(one.transition), { type: 'startAgain' }]
  },
  function freezeAnywhere(procedure, dice) {
    const one = pick(dice, choices(procedure))
    if (one) one.transition.actions = [...listOf(one.transition), { type: 'freeze' }]
  },
  function forgetToFreeze(procedure, dice) {
    const one = pick(
      dice,
      choices(procedure).filter(({ transition }) => listOf(transition).some(({ type }) => type === 'freeze')),
    )
    if (one) without(one.transition, 'freeze')
  },
  function tagAnywhere(procedure, dice) {
    const node = pick(dice, steps(procedure))?.node
    const tag = pick(dice, ['public', 'editable'])
    if (node && tag && node.type !== 'history') node.tags = [...new Set([...(node.tags ?? []), tag])]
  },
  function untag(procedure, dice) {
    const node = pick(
      dice,
      steps(procedure).filter(({ node: { tags } }) => tags),
    )?.node
    if (node) delete node.tags
  },
  function copyAChoice(procedure, dice) {
    copy(procedure, pick(dice, choices(procedure)), dice)
  },
  function approveElsewhere(procedure, dice) {
    const one = pick(
      dice,
      choices(procedure).filter(({ name }) => procedure.requires.includes(name)),
    )
    const copied = copy(procedure, one, dice)
    if (copied?.guard?.type === 'may') delete copied.guard.params.notBy
  },
  function rewriteLate(procedure, dice) {
    const node = pick(
      dice,
      steps(procedure).filter((step) => step.node.on && !step.node.states),
    )?.node
    if (!node) return
    node.tags = [...new Set([...(node.tags ?? []), 'editable'])]
    for (const choice of Object.values(node.on ?? {}).flat())
      choice.actions = [...listOf(choice), { type: 'freeze' }]
  },
  function setADeadline(procedure, dice) {
    const from = pick(dice, steps(procedure))?.node as StateNodeConfig | undefined
    const to = pick(dice, steps(procedure))
    if (!from || !to || from.type === 'final') return
    if (procedure.deadlines.every(({ id }) => id !== 'soon'))
      procedure.deadlines.push({ id: 'soon', kind: 'days', days: 3, working: true, title: words })
    from.after = {
      soon: { target: targetOf(procedure, to.path), meta: { title: words, clause: '๑', source: 'added' } },
    }
  },
  function loseAChoice(procedure, dice) {
    const { node } =
      pick(
        dice,
        steps(procedure).filter((step) => step.node.on),
      ) ?? {}
    const type = pick(dice, Object.keys(node?.on ?? {}))
    if (node?.on && type) delete node.on[type]
  },
]

/** The same choice at another step, leading to the same place. */
function copy(procedure: Procedure, one: PlacedTransition | undefined, dice: Dice): Transition | undefined {
  const to = pick(dice, steps(procedure))?.node as StateNodeConfig | undefined
  if (!one || !to || to.type === 'final' || to.type === 'history') return undefined
  const { transition, from, name } = one
  const target =
    transition.target === undefined ? undefined : resolveTarget(procedure.chart, from, transition.target)
  const copied = structuredClone(transition)
  if (target) copied.target = targetOf(procedure, target)
  to.on = { ...to.on, [name]: copied }
  return copied
}

const words = { th: 'เร็ว ๆ นี้', en: 'Soon' }
const targetOf = ({ chart }: Procedure, path: string[]) => `#${[chart.id, ...path].join('.')}`

/** A procedure with so many mistakes made in it; it may not be sound any more. */
export function mutated(procedure: Procedure, count: number, dice: Dice): Procedure {
  const copy = structuredClone(procedure)
  for (let done = 0; done < count; done += 1) pick(dice, mutations)?.(copy, dice)
  return copy
}
