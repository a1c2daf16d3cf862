import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { moveSnapshot } from '../../../machines/move/move.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart, May, Need, StateNodeConfig, Transition } from '../../../machines/procedure/procedure.ts'
import { choices } from '../../../machines/run/choices.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { begin, type ChartSnapshot, step } from '../../../machines/run/step.ts'
import type { Actor, Context } from '../../../machines/run/vocabulary.ts'
import { beginning, end, holding, meta, now, owner, procedureOf, to } from '../../support/small-chart.ts'
import { type Dice, diceOf } from '../../support/walk-procedure.ts'

const holidays = new Set<string>()
const roles = ['groupDirector', 'officeDirector', 'webmaster']
const people: Actor[] = [
  owner,
  // The owner in each post: who proposed may be kept apart from the rest.
  ...roles.map((role) => holding('owner', role, { group: 'ict' })),
  ...roles.map((role) => holding(`one ${role}`, role, { group: 'ict' })),
  holding('another', 'groupDirector', { group: 'law' }),
]

/** What a version may ask of one deed: two versions differ in some of it. */
type Deed = {
  type: string
  as: string
  within: 'group' | 'office'
  notBy: boolean
  needs: Need[]
  skip: boolean
}
type Version = { proposal: string; deeds: Deed[]; mend: 'no' | 'here' | 'back'; either: boolean }

const title = meta.title
const need = fc.constantFrom<Need[]>(
  [],
  [],
  [{ field: 'checked', items: [{ id: 'a', title }] }],
  [{ field: 'signature' }],
  [{ field: 'publishUntil', required: true }],
  [{ field: 'publishUntil', required: false }],
)
const deed = (type: string): fc.Arbitrary<Deed> =>
  fc.record({
    type: fc.constant(type),
    as: fc.constantFrom(...roles),
    within: fc.constantFrom('group', 'office'),
    notBy: fc.boolean(),
    needs: need,
    skip: fc.boolean(),
  })
const version: fc.Arbitrary<Version> = fc.record({
  proposal: fc.constantFrom('PROPOSE', 'SUBMIT'),
  deeds: fc
    .tuple(deed('CERTIFY'), deed('ENDORSE'), deed('APPROVE'))
    .chain((all) => fc.shuffledSubarray(all, { minLength: 1 })),
  mend: fc.constantFrom('no', 'no', 'here', 'back'),
  either: fc.boolean(),
})

/** The next version: the same line with some deeds asked for otherwise, or quite another. */
const versions: fc.Arbitrary<[Version, Version]> = fc.oneof(
  { arbitrary: fc.tuple(version, version), weight: 1 },
  {
    weight: 3,
    arbitrary: fc
      .tuple(version, version, fc.tuple(deed('CERTIFY'), deed('ENDORSE'), deed('APPROVE')), fc.nat(3))
      .map(([one, other, asked, which]): [Version, Version] => {
        const deeds = one.deeds.map((each, index) => {
          const { as, notBy, needs } = asked.find(({ type }) => type === each.type) ?? each
          return index === which ? { ...each, as, notBy, needs } : { ...each, notBy, skip: false }
        })
        // What could be mended without being decided on again, has to be now.
        if (which === 3)
          return [
            { ...one, mend: 'here' },
            { ...one, mend: 'back', deeds: one.deeds },
          ]
        return [one, { ...other, deeds }]
      }),
  },
)

const freeze: Partial<Transition> = { actions: { type: 'freeze' } }
const by = (may: May, target: string, more: Partial<Transition> = {}): Transition =>
  to(target, { guard: { type: 'may', params: may }, ...more })

/** A line of deeds from the proposal to the public; each step is named by its place, so that versions meet. */
function compiledFrom({ proposal, deeds, mend, either }: Version): Compiled {
  const states: Record<string, StateNodeConfig> = {
    drafting: { meta, tags: ['editable'], on: { [proposal]: by({ as: 'owner' }, 'step0', freeze) } },
  }
  for (const [index, { type, as, within, notBy, needs, skip }] of deeds.entries()) {
    const next = `step${index + 1}`
    const may: May = { as, within, ...(notBy && { notBy: [proposal] }) }
    const way = by(may, next, { meta: { ...meta, needs } })
    states[`step${index}`] = {
      meta,
      on: {
        [type]: way,
        ...(either && index === 0 && { AGREE: way }),
        ...(skip && index > 0 && { PASS: by({ as: 'webmaster' }, next) }),
        RETURN: by({ as }, 'drafting', { actions: { type: 'startAgain' } }),
      },
    }
  }
  const last = `step${deeds.length}`
  states[last] = {
    meta,
    ...(mend !== 'no' && { tags: ['editable'] }),
    on: {
      PUBLISH: by({ as: 'webmaster' }, 'published'),
      ...(mend !== 'no' && { MEND: by({ as: 'owner' }, mend === 'back' ? 'step0' : last, freeze) }),
    },
  }
  states.published = { meta, tags: ['public'], on: { DOWN: by({ as: 'webmaster' }, 'over') } }
  states.over = end
  return compile(procedureOf({ id: 'walked', initial: 'drafting', states } as Chart))
}

type Sent = { type: string; actor: Actor; data: Record<string, unknown>; revision: number; freezes: boolean }

const given: Record<string, unknown> = { checked: ['a'], signature: 'x', publishUntil: '2030-01-31' }

/** Wanders on; what happened is appended to `past`. */
function wander(
  compiled: Compiled,
  from: ChartSnapshot,
  past: Sent[],
  dice: Dice,
  count: number,
): ChartSnapshot {
  let here = from
  for (let turn = 0; turn < count && here.status === 'active' && !here.hasTag('public'); turn += 1) {
    const actor = people[dice(people.length)] as Actor
    const open = choices(compiled, here, actor).filter(({ allowed }) => allowed)
    const choice = open[dice(open.length || 1)]
    if (!choice || (choice.type === 'RETURN' && dice(3) > 0)) continue
    const data = Object.fromEntries(
      choice.needs
        .filter((one) => !('required' in one) || one.required || dice(2) === 0)
        .map(({ field }) => [field, given[field]]),
    )
    const present: Context = here.context
    const revision = present.revision + (choice.submits ? 1 : 0)
    const event = { type: choice.type, actor, data, revision, at: now + past.length, holidays }
    const taken = step(compiled, here, event)
    if (!taken.ok) continue
    past.push({ type: choice.type, actor, data, revision, freezes: choice.submits })
    here = taken.snapshot
  }
  return here
}

/**
 * Whether the new version alone could have become public by some of what happened, in its order: with the submission
 * under its own name, needs as the events carried them, and the last revision as the one that is published.
 */
function couldHaveWalked(compiled: Compiled, past: Sent[], revision: number): boolean {
  const proposals = Object.keys(compiled.procedure.chart.states.drafting?.on ?? {})
  const seen = new Set<string>()
  const from = (here: ChartSnapshot, next: number, values: Record<string, unknown>): boolean => {
    if (here.hasTag('public')) return here.context.revision === revision
    const key = JSON.stringify([here.value, here.context.decisions, here.context.revision, next])
    if (seen.has(key)) return false
    seen.add(key)
    for (let index = next; index < past.length; index += 1) {
      const one = past[index] as Sent
      const types = one.freezes ? [...new Set([one.type, ...proposals])] : [one.type]
      for (const type of types) {
        const choice = choices(compiled, here, one.actor).find((each) => each.type === type && each.allowed)
        if (!choice || choice.submits !== one.freezes) continue
        const known = { ...values, ...one.data }
        const isWhole = choice.needs.every(
          (each) => ('required' in each && !each.required) || known[each.field] !== undefined,
        )
        if (!isWhole) continue
        const taken = step(compiled, here, { ...one, type, at: now + index, holidays })
        if (taken.ok && from(taken.snapshot, index + 1, known)) return true
      }
    }
    return false
  }
  const { publishUntil } = Object.assign({}, ...past.map(({ data }) => data)) as Record<string, unknown>
  return from(begin(compiled, beginning).snapshot, 0, publishUntil === undefined ? {} : { publishUntil })
}

describe('after a move nothing becomes public that could not have become so by walking the new version', () => {
  test('whatever the two versions ask', () => {
    let [moved, sentBack, published] = [0, 0, 0]
    fc.assert(
      fc.property(versions, fc.integer(), ([one, other], seed) => {
        const [old, next] = [compiledFrom(one), compiledFrom(other)]
        const dice = diceOf(seed)
        const past: Sent[] = []
        const before = wander(old, begin(old, beginning).snapshot, past, dice, 4 + dice(24))
        if (before.status !== 'active' || before.hasTag('public')) return
        const result = moveSnapshot(old, next, before, 'same', { at: now + 100, holidays })
        if (!result.ok) return
        moved += 1
        if (result.target !== 'same') sentBack += 1
        const after = wander(next, result.taken.snapshot, past, dice, 60)
        if (!after.hasTag('public')) return
        published += 1
        const could = couldHaveWalked(next, past, after.context.revision)
        expect({ could, past: past.map(({ type, revision }) => `${type} ${revision}`) }).toMatchObject({
          could: true,
        })
      }),
      { numRuns: 600, seed: 20_261_127 },
    )
    // The walks come to where it matters.
    expect(moved).toBeGreaterThan(200)
    expect(sentBack).toBeGreaterThan(20)
    expect(published).toBeGreaterThan(80)
  })

  test('the versions that are walked are sound', () => {
    fc.assert(
      fc.property(version, (one) => {
        expect(checkProcedure(compiledFrom(one).procedure)).toMatchObject({ ok: true })
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})
