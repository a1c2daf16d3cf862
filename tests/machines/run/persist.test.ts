import { expect, test } from '@jest/globals'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { type Compiled, compile } from '../../../machines/run/compile.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import {
  begin,
  type ChartSnapshot,
  type Persisted,
  persist,
  restore,
  step,
  withoutEmptyParts,
} from '../../../machines/run/step.ts'
import type { Actor } from '../../../machines/run/vocabulary.ts'
import { diceOf, randomProcedure, roles } from '../../oracle/random-procedure.ts'

const at = Date.parse('2026-11-20T03:00:00Z')
const post = { office: 'oracle', group: 'ict', capacity: 'holder', orderNumber: null } as const
const people: Actor[] = [
  { person: 'owner', appointments: [{ ...post, id: 'o', role: 'officer' }] },
  ...roles.map((role) => ({ person: role, appointments: [{ ...post, id: role, role }] })),
]

/** What the engine itself stores, without its empty parts. */
const ofTheEngine = ({ machine }: Compiled, snapshot: ChartSnapshot): string =>
  JSON.stringify(withoutEmptyParts(machine.getPersistedSnapshot(snapshot) as unknown as Persisted))

test('what is stored of a step is what the engine stores, byte by byte, on every walk, and it comes back as it was', () => {
  const seen = { steps: 0, parallel: 0, history: 0, done: 0 }
  for (let seed = 1; seed <= 150; seed += 1) {
    const checked = checkProcedure(randomProcedure(seed))
    if (!checked.ok) continue
    const compiled = compile(checked.procedure)
    const dice = diceOf(seed)
    let { snapshot, timers } = begin(compiled, {
      ...{ office: 'oracle', group: 'ict', owner: 'owner', at },
      holidays: new Set<string>(),
    })
    for (let turn = 0; turn < 30; turn += 1) {
      const stored = persist(compiled, snapshot)
      expect(stored).toBe(ofTheEngine(compiled, snapshot))
      expect(persist(compiled, restore(compiled, JSON.parse(stored)))).toBe(stored)
      seen.steps += 1
      if (stepsOf(snapshot.value).length > 1) seen.parallel += 1
      if (Object.keys(snapshot.historyValue).length > 0) seen.history += 1
      if (snapshot.status === 'done') seen.done += 1
      if (snapshot.status !== 'active') break
      const event = { at: at + turn * 3_600_000, revision: 1 + turn, data: {}, holidays: new Set<string>() }
      const types = [...new Set(compiled.machine.events)].filter((type) => !type.startsWith('xstate.'))
      const moves = [
        ...timers.map(({ id }) =>
          step(compiled, snapshot, { ...event, type: id, actor: null }, { fromTimer: true }),
        ),
        ...types.flatMap((type) =>
          people.map((actor) => step(compiled, snapshot, { ...event, type, actor })),
        ),
      ].filter((one) => one.ok)
      const next = moves[dice(Math.max(moves.length, 1))]
      if (!next) break
      snapshot = next.snapshot
      timers = next.timers
    }
  }
  expect(seen.steps).toBeGreaterThan(500)
  expect(Math.min(seen.parallel, seen.history, seen.done)).toBeGreaterThan(10)
})
