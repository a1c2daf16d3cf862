import type { Role, Text } from '../../../machines/procedure/procedure.ts'
import type { ChartEvent } from '../../chart/chart-procedure.ts'
import type { Moment, Sender } from './flow.ts'

type Capacity = NonNullable<ChartEvent['actedAs']>['capacity']

/** The moments as the chart wants to hear of them. */
export const chartEvents = (moments: Moment[], roles: Role[]): ChartEvent[] =>
  moments.map(({ at, event, title, from, to }, index) => ({
    ...{ seq: index + 1, type: event.type, from, to, at: new Date(at).toISOString() },
    title: title ?? { th: event.type, en: event.type },
    actor: event.actor && { id: event.actor.person, name: event.actor.name },
    actedAs: event.actor && actedAs(event.actor, roles),
  }))

const actedAs = ({ role, capacity, order, group }: Sender, roles: Role[]) => ({
  ...{ role, title: roleTitle(roles, role) },
  capacity: (capacity ?? null) as Capacity,
  ...{ orderNumber: (order ?? null) as string | null, group: (group ?? null) as string | null },
})

/** Roles that no procedure lists: of whoever began the request, and of whoever moves it to another version. */
const unlisted: Record<string, Text> = {
  owner: { th: 'เจ้าของเรื่อง', en: 'Owner' },
  admin: { th: 'ผู้ดูแลระบบ', en: 'Administrator' },
}

/** A role in words. */
export const roleTitle = (roles: Role[], role: string): Text =>
  roles.find(({ id }) => id === role)?.title ?? unlisted[role] ?? { th: role, en: role }
