import { resolveTarget, walk } from '../../machines/chart/graph.ts'
import { allTransitions, type PlacedTransition } from '../../machines/chart/transitions.ts'
import { standardGroups } from '../../machines/offices/groups.ts'
import { offices, standard } from '../../machines/offices/offices.ts'
import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import type {
  Action,
  Meta,
  Procedure,
  StateNodeConfig,
  Transition,
} from '../../machines/procedure/procedure.ts'
import { prove } from '../../machines/proofs/proofs.ts'
import { stepOf } from './proving.ts'
import { involve } from './too-involved.ts'
import { withMarks } from './unmarked.ts'

/** A small change of an official procedure after which one proof must no longer hold. */
type Mutant = { name: string; procedure: Procedure; proof: string }

const official = [...offices.flatMap(({ procedures }) => procedures), standard]
const meta: Meta = { title: { th: 'ทดสอบ', en: 'Test' }, clause: '๑', source: 'added' }
const listOf = ({ actions }: Transition): Action[] => [actions ?? []].flat()
const choices = (procedure: Procedure, type?: string): PlacedTransition[] =>
  [...allTransitions(procedure.chart)].filter(
    ({ kind, name }) => kind === 'on' && (type === undefined || name === type),
  )
const add = (node: StateNodeConfig, type: string, choice: Transition) => {
  node.on = { ...node.on, [type]: choice }
}
const toStep = ({ chart }: Procedure, path: string[]) => `#${[chart.id, ...path].join('.')}`
/** The target of a transition as it can be named from anywhere. */
const targetOf = (procedure: Procedure, { from, transition }: PlacedTransition): string | undefined => {
  const path =
    transition.target === undefined ? undefined : resolveTarget(procedure.chart, from, transition.target)
  return path && toStep(procedure, path)
}
const isFrozenBy = (transition: Transition) => listOf(transition).some(({ type }) => type === 'freeze')
const tagged = (procedure: Procedure, tag: 'public' | 'editable') =>
  [...walk(procedure.chart)].slice(1).filter(({ node }) => node.tags?.includes(tag))
const by = (as: string): Transition['guard'] => ({ type: 'may', params: { as } })

type Change = { name: string; proof: string; change: (copy: Procedure) => void }
type Operator = (procedure: Procedure) => Change[]

/** For each kind of proof, what must make it fail: at every place of a chart where it can be done. */
export const operators: Record<string, Operator[]> = {
  requires: [
    (procedure) =>
      procedure.requires.flatMap((type) =>
        choices(procedure, type).map((one, index) => ({
          name: `an edge round ${type}`,
          proof: `requires:${type}`,
          change: (copy: Procedure) => {
            const own = choices(copy, type)[index]
            if (own)
              add(stepOf(copy, own.from.join('.')), 'SKIP', {
                ...own.transition,
                meta,
                target: targetOf(procedure, one) ?? '',
              })
          },
        })),
      ),
    (procedure) =>
      procedure.requires.map((type) => ({
        name: `${type} under another name`,
        proof: `requires:${type}`,
        change: (copy: Procedure) => {
          for (const { from, transition } of choices(copy, type)) {
            const step = stepOf(copy, from.join('.'))
            const { [type]: _, ...others } = step.on ?? {}
            step.on = { ...others, RENAMED: transition }
          }
          const first = tagged(copy, 'editable')[0]
          // The name must still be one that the chart has.
          if (first) add(first.node as StateNodeConfig, type, { guard: by('owner'), meta })
          for (const { transition } of choices(copy)) {
            const { guard } = transition
            if (guard?.type === 'may') delete guard.params.notBy
          }
        },
      })),
    (procedure) =>
      procedure.requires.map((type) => ({
        name: `a rewriting after ${type}`,
        proof: `requires:${type}`,
        change: (copy: Procedure) => {
          const last = choices(copy, 'PUBLISH')[0]
          if (!last) return
          stepOf(copy, last.from.join('.')).tags = ['editable']
          last.transition.actions = [{ type: 'freeze' }, ...listOf(last.transition)]
        },
      })),
  ],
  apart: [
    (procedure) =>
      choices(procedure).flatMap(({ name, transition }, index) =>
        (transition.guard?.type === 'may' ? (transition.guard.params.notBy ?? []) : []).map((earlier) => ({
          name: `${name} no longer kept from ${earlier}`,
          proof: `apart:${earlier}:${name}`,
          change: (copy: Procedure) => {
            const guard = choices(copy)[index]?.transition.guard
            if (guard?.type === 'may')
              guard.params.notBy = guard.params.notBy?.filter((type) => type !== earlier) ?? []
          },
        })),
      ),
    (procedure) =>
      choices(procedure).flatMap(({ name, transition }, index) =>
        (transition.guard?.type === 'may' ? (transition.guard.params.notBy ?? []) : []).map((earlier) => ({
          name: `a second ${name} that forgot ${earlier}`,
          proof: `apart:${earlier}:${name}`,
          change: (copy: Procedure) => {
            const own = choices(copy)[index]
            if (own?.transition.guard?.type !== 'may') return
            const second = structuredClone(own.transition)
            if (second.guard?.type === 'may') delete second.guard.params.notBy
            stepOf(copy, own.from.join('.')).on = {
              ...stepOf(copy, own.from.join('.')).on,
              [name]: [own.transition, second],
            }
          },
        })),
      ),
  ],
  frozen: [
    () => [
      {
        name: 'nothing is frozen',
        proof: 'frozen',
        change: (copy: Procedure) => {
          for (const { transition } of choices(copy))
            transition.actions = listOf(transition).filter(({ type }) => type !== 'freeze')
        },
      },
    ],
  ],
  secondPerson: [
    () => [
      {
        name: 'nobody is kept apart',
        proof: 'secondPerson',
        change: (copy: Procedure) => {
          for (const { transition } of choices(copy))
            if (transition.guard?.type === 'may') delete transition.guard.params.notBy
        },
      },
    ],
    (procedure) =>
      choices(procedure).flatMap(({ transition, from }, index) =>
        isFrozenBy(transition) && stepOf(procedure, from.join('.')).tags?.join() === 'editable'
          ? [
              {
                name: 'the unit proposes, and only the owner who began is kept apart',
                proof: 'secondPerson',
                change: (copy: Procedure) => {
                  for (const { transition } of choices(copy)) {
                    // Else a return makes an end of what keeps the owner apart.
                    transition.actions = listOf(transition).filter(({ type }) => type !== 'startAgain')
                    if (transition.guard?.type !== 'may') continue
                    const { params } = transition.guard
                    if ([params.as].flat().includes('owner')) params.unit = true
                    else params.notBy = ['BEGIN']
                  }
                  const begin = {
                    target: toStep(copy, [String(copy.chart.initial)]),
                    guard: by('owner'),
                    meta,
                  }
                  copy.chart.states.begun = { meta, on: { BEGIN: begin } }
                  copy.chart.initial = 'begun'
                },
              },
              {
                name: 'the proposal publishes',
                proof: 'secondPerson',
                change: (copy: Procedure) => {
                  const own = choices(copy)[index]
                  const shown = tagged(copy, 'public')[0]
                  if (own && shown) own.transition.target = toStep(copy, shown.path)
                },
              },
            ]
          : [],
      ),
  ],
  takedown: [
    () => [
      {
        name: 'what is public has no way out',
        proof: 'takedown',
        change: (copy: Procedure) => {
          const publics = tagged(copy, 'public').map(({ path }) => path)
          // Public for ever: an end of its own that is public too.
          copy.chart.states.forever = { type: 'final', tags: ['public'], meta }
          const [first] = publics
          if (first)
            add(stepOf(copy, first.join('.')), 'KEEP', {
              target: `#${copy.chart.id}.forever`,
              guard: by('webmaster'),
              meta,
            })
        },
      },
    ],
  ],
  period: [
    (procedure) =>
      [...allTransitions(procedure.chart)].some(
        ({ kind, name }) => kind === 'after' && name === 'publishUntil',
      )
        ? [
            {
              name: 'no deadline at the end of the period',
              proof: 'period',
              change: (copy: Procedure) => {
                for (const { node } of walk(copy.chart))
                  if (node.after?.publishUntil) delete node.after.publishUntil
              },
            },
            {
              name: 'the end of the period only reminds',
              proof: 'period',
              change: (copy: Procedure) => {
                for (const { node } of walk(copy.chart))
                  if (node.after?.publishUntil) node.after.publishUntil = { meta }
              },
            },
          ]
        : [],
  ],
  periodSet: [
    (procedure) =>
      choices(procedure).flatMap(({ transition, from }, index) =>
        // Only before it is public: later the period stands already.
        !from.includes('published') &&
        transition.meta.needs?.some(
          (need) => need.field === 'publishUntil' && 'required' in need && need.required,
        )
          ? [
              {
                name: 'a way without the period',
                proof: 'periodSet',
                change: (copy: Procedure) => {
                  const own = choices(copy)[index]
                  if (!own) return
                  const { needs = [], ...words } = own.transition.meta
                  const bare = { ...words, needs: needs.filter(({ field }) => field !== 'publishUntil') }
                  add(stepOf(copy, own.from.join('.')), 'HURRY', { ...own.transition, meta: bare })
                },
              },
            ]
          : [],
      ),
  ],
  reachable: [
    () => [
      {
        name: 'a step to which nothing leads',
        proof: 'reachable',
        change: (copy: Procedure) => {
          const end = [...walk(copy.chart)]
            .slice(1)
            .find(({ path, node }) => path.length === 1 && node.type === 'final')
          copy.chart.states.elsewhere = {
            meta,
            on: {
              GO: { target: `#${copy.chart.id}.${end?.path.join('.') ?? ''}`, guard: by('owner'), meta },
            },
          }
        },
      },
    ],
  ],
  ends: [
    (procedure) => {
      const first = choices(procedure).find(({ transition }) => isFrozenBy(transition))
      return first
        ? [
            {
              name: 'a step that its owner, who alone may, is kept from leaving',
              proof: 'ends',
              change: (copy: Procedure) => {
                const own = choices(copy, first.name)[0]
                const next = own && targetOf(copy, own)
                if (!next) return
                const end = [...walk(copy.chart)].find(
                  ({ path, node }) => path.length === 1 && node.type === 'final',
                )
                copy.chart.states.parked = {
                  meta,
                  on: {
                    GO_ON: {
                      target: toStep(copy, end?.path ?? []),
                      guard: { type: 'may', params: { as: 'owner', notBy: [first.name] } },
                      meta,
                    },
                  },
                }
                const at = resolveTarget(copy.chart, own.from, own.transition.target ?? '')
                if (at)
                  add(stepOf(copy, at.join('.')), 'PARK', {
                    target: `#${copy.chart.id}.parked`,
                    guard: by('owner'),
                    meta,
                  })
              },
            },
          ]
        : []
    },
  ],
  choices: [
    (procedure) =>
      choices(procedure)
        .filter(({ transition }) => isFrozenBy(transition))
        .slice(0, 1)
        .map((first) => ({
          name: 'a choice of the owner, who is kept from it',
          proof: 'choices',
          change: (copy: Procedure) => {
            const own = choices(copy, first.name)[0]
            const at = own && resolveTarget(copy.chart, own.from, own.transition.target ?? '')
            if (at)
              add(stepOf(copy, at.join('.')), 'HURRY', {
                guard: { type: 'may', params: { as: 'owner', notBy: [first.name] } },
                meta,
              })
          },
        })),
  ],
  loops: [
    (procedure) =>
      procedure.deadlines.some(({ id }) => id === 'publishUntil')
        ? [
            {
              name: 'a day that is over leads back to where it is waited for',
              proof: 'loops',
              change: (copy: Procedure) => {
                for (const { path, node } of walk(copy.chart))
                  if (node.after?.publishUntil)
                    node.after.publishUntil = { target: toStep(copy, path), reenter: true, meta }
              },
            },
          ]
        : [],
  ],
  corrected: [
    (procedure) =>
      tagged(procedure, 'public').map(({ path }) => ({
        name: 'public text that its owner rewrites',
        proof: 'corrected:REWRITE',
        change: (copy: Procedure) => {
          const step = stepOf(copy, path.join('.'))
          step.tags = [...new Set([...(step.tags ?? []), 'editable' as const])]
          add(step, 'REWRITE', {
            guard: by('owner'),
            actions: { type: 'freeze' },
            meta: { ...meta, source: 'document' },
          })
        },
      })),
  ],
  names: [
    (procedure) =>
      choices(procedure)
        .filter(({ name }) => name === 'RETURN' || name === 'TAKE_DOWN')
        .slice(0, 2)
        .map((_, index) => ({
          name: 'a group that the office does not have',
          proof: 'names',
          change: (copy: Procedure) => {
            const guard = choices(copy).filter(({ name }) => name === 'RETURN' || name === 'TAKE_DOWN')[index]
              ?.transition.guard
            if (guard?.type === 'may') guard.params.group = 'moon'
          },
        })),
  ],
  rule: [
    (procedure) => {
      const [first] = procedure.requires
      return first
        ? (['neverBefore', 'onlyAfter'] as const).map((kind) => ({
            name: `${kind}, with an edge round it`,
            proof: 'rule:own',
            change: (copy: Procedure) => {
              copy.rules = [{ id: 'own', kind, event: 'PUBLISH', other: first }]
              for (const own of choices(copy, first)) {
                const target = targetOf(copy, own)
                if (target) add(stepOf(copy, own.from.join('.')), 'SKIP', { ...own.transition, target, meta })
              }
            },
          }))
        : []
    },
  ],
  bounded: [
    (procedure) => [
      {
        name: 'ten conditions at once',
        proof: 'bounded',
        change: (copy: Procedure) => {
          const first = choices(procedure).find(
            ({ from, transition }) =>
              from.join('.') === procedure.chart.initial && transition.target !== undefined,
          )
          if (first) involve(copy, first.name)
        },
      },
    ],
  ],
}

/** Every mutant of the official procedures for one kind of proof that still passes the checks. */
function mutantsOf(kind: string): Mutant[] {
  return (operators[kind] ?? []).flatMap((operator) =>
    official.flatMap((procedure) =>
      operator(procedure).flatMap(({ name, proof, change }) => {
        const copy = structuredClone(procedure)
        change(copy)
        const checked = checkProcedure(withMarks(copy))
        if (!checked.ok || JSON.stringify(copy) === JSON.stringify(procedure)) return []
        return [{ name: `${procedure.id}: ${name}`, procedure: checked.procedure, proof }]
      }),
    ),
  )
}

const facts = { holders: [], groups: standardGroups }
const held = (procedure: Procedure) =>
  prove(procedure, facts).flatMap(({ id, outcome }) => (outcome === 'holds' ? [id] : []))
const kindOf = (id: string) => id.split(':')[0] ?? id

/** What else a mutant of a kind may break: an edge round an approval passes those who are kept apart by it as well. */
const along: Record<string, string[]> = {
  requires: ['apart', 'secondPerson'],
  apart: ['secondPerson'],
  secondPerson: ['apart', 'requires', 'reachable', 'choices', 'periodSet'],
  rule: ['requires'],
  loops: ['period'],
  takedown: ['period'],
  reachable: ['choices'],
  ends: ['choices'],
}

/** How many mutants there are for one kind of proof, which it let live, and which broke something that they should not. */
export function tally(kind: string): { made: number; alive: string[]; elsewhere: string[] } {
  const before = new Map(official.map((procedure) => [procedure.id, held(procedure)]))
  const mutants = mutantsOf(kind)
  const alive: string[] = []
  const elsewhere: string[] = []
  for (const { name, procedure, proof } of mutants) {
    const now = held(procedure)
    if (now.includes(proof)) alive.push(name)
    // Of a chart that is not walked to its end nothing is said at all.
    const lost = (before.get(procedure.id) ?? []).filter((id) => !now.includes(id) && kind !== 'bounded')
    const strange = lost.filter((id) => kindOf(id) !== kind && !along[kind]?.includes(kindOf(id)))
    if (strange.length > 0) elsewhere.push(`${name}: ${strange.join(' ')}`)
  }
  return { made: mutants.length, alive, elsewhere }
}
