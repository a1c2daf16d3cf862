import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import type { Chart, Deadline, Meta, Procedure, Transition } from '../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../machines/run/compile.ts'
import { begin, type Refused, restore, step, type Taken } from '../../machines/run/step.ts'
import type { Actor, Appointment, Input } from '../../machines/run/vocabulary.ts'
import { inFirstLanguage } from './unmarked.ts'

/** Small charts for tests of the engine: what no office needs, the engine must still do right. */
export const meta: Meta = { title: { th: 'ทดสอบ', en: 'Test' }, clause: '(๑)', source: 'added' }
export const byOwner: Transition['guard'] = { type: 'may', params: { as: 'owner' } }
export const to = (target: string | undefined, more: Partial<Transition> = {}): Transition => ({
  ...(target !== undefined && { target }),
  guard: byOwner,
  meta,
  ...more,
})

const around = inFirstLanguage(cmi3Publication)

/** A procedure around a chart, with the roles of an office; in the first language, so that a chart needs no marks. */
export function procedureOf(chart: Chart, deadlines: Deadline[] = []): Procedure {
  const role = (id: string, within: 'group' | 'office') => ({ id, title: meta.title, within })
  return {
    ...around,
    deadlines,
    requires: [],
    rules: [],
    roles: [role('groupDirector', 'group'), role('officeDirector', 'office'), role('webmaster', 'office')],
    chart,
  }
}

export const now = Date.parse('2026-11-20T03:00:00Z')
export const owner: Actor = { person: 'owner', appointments: [] }
export const holding = (person: string, role: string, more: Partial<Appointment> = {}): Actor => ({
  person,
  appointments: [
    {
      ...{ id: `${person}-${role}`, office: 'here', group: null, role },
      ...{ capacity: 'holder', orderNumber: null, ...more },
    },
  ],
})

export type Sent = {
  type: string
  actor?: Actor | null
  at?: number
  data?: Record<string, unknown>
  revision?: number
  holidays?: ReadonlySet<string>
  fromTimer?: boolean
}

export const beginning: Input = {
  ...{ office: 'here', group: 'ict', owner: 'owner' },
  ...{ at: now, holidays: new Set() },
}

/** One request on a small chart; each event is judged by the engine alone. */
export function requestOn(compiled: Compiled) {
  const first = begin(compiled, beginning)
  const send = (from: Taken, sent: Sent): Taken | Refused => {
    const { fromTimer = false, ...event } = sent
    const defaults = {
      actor: fromTimer ? null : owner,
      at: now,
      data: {},
      revision: 1,
      holidays: new Set<string>(),
    }
    return step(compiled, from.snapshot, { ...defaults, ...event }, { fromTimer })
  }
  const take = (from: Taken, sent: Sent): Taken => {
    const taken = send(from, sent)
    if (!taken.ok) throw new Error(`${sent.type} was refused: ${JSON.stringify(taken)}`)
    return taken
  }
  return { first, send, take, stored: (at: Taken) => stored(compiled, at) }
}

export const compiledOf = (chart: Chart, deadlines: Deadline[] = []): Compiled =>
  compile(procedureOf(chart, deadlines))

/** What the database would hold of it. */
export const stored = ({ machine }: Compiled, { snapshot }: Taken): unknown =>
  JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot)))

export const backFrom = (compiled: Compiled, persisted: unknown, like: Taken): Taken => ({
  ...like,
  snapshot: restore(compiled, persisted),
})

export const end = { type: 'final' as const, meta }
