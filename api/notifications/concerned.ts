import { eventsSince, standingOfRequests } from '../../db/change-streams.ts'
import { toldSince } from '../../db/notifications.ts'
import type { Db } from '../../db/open.ts'
import { holdersOn } from '../../db/people.ts'
import { nodeAt } from '../../machines/chart/graph.ts'
import { partsOfGuard } from '../../machines/procedure/condition.ts'
import type { Chart, May } from '../../machines/procedure/procedure.ts'
import { handedOver } from '../../machines/run/replay.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { inScope } from '../../machines/run/vocabulary.ts'
import { getCompiled } from '../procedures/versions.ts'
import { shownUnread } from './shown-notices.ts'

/** What a change of requests is to one person; `unread` counts the notices that they are shown, where they were told something. */
export type Concern = { inbox: boolean; mine: boolean; unread?: number }

type Changed = { office: string; requests: string[]; since: number; now: number; persons: string[] }

/**
 * Whom among `persons` it concerns that these requests changed between `since` and `now` (ms): who is asked now or was
 * before, the owners, and who was told. It may name a person too many, but leaves out nobody.
 */
export async function concernedBy(db: Db, changed: Changed): Promise<Map<string, Concern>> {
  const { office, requests, since, now, persons } = changed
  const concerns = new Map<string, Concern>()
  const concern = (person: string): Concern => {
    const known = concerns.get(person) ?? { inbox: false, mine: false }
    concerns.set(person, known)
    return known
  }
  const events = Map.groupBy(await eventsSince(db, requests, since), ({ request }) => request)
  const holders = await holdersOn(db, office, bangkokDay(now))
  for (const row of await standingOfRequests(db, requests)) {
    concern(row.owner).mine = true
    const stood = new Map([[row.procedureHash, new Set(row.steps.split(',').filter(Boolean))]])
    for (const { type, procedureHash, fromSteps, toSteps } of events.get(row.id) ?? []) {
      // It leaves the list of whoever owned it before, whom the row does not name any more.
      if (type === handedOver) for (const person of persons) concern(person).mine = true
      const steps = stood.get(procedureHash) ?? new Set()
      stood.set(procedureHash, steps)
      for (const step of JSON.parse(fromSteps) as string[]) steps.add(step)
      for (const step of JSON.parse(toSteps) as string[]) steps.add(step)
    }
    for (const [hash, steps] of stood) {
      const { chart } = (await getCompiled(db, hash)).procedure
      for (const step of steps) {
        const asked = askedAt(chart, step)
        // Moved here from a version that had another step: whoever that one asked is not known to this chart.
        if (!asked) for (const person of persons) concern(person).inbox = true
        for (const may of asked ?? []) {
          const roles = [may.as].flat()
          if (roles.includes('owner')) concern(row.owner).inbox = true
          for (const { person, role, groupId } of holders)
            if (
              (roles.includes(role) && inScope(may, { group: row.groupId }, groupId)) ||
              (may.unit && groupId === row.groupId)
            )
              concern(person).inbox = true
        }
      }
    }
  }
  for (const person of await toldSince(db, 'notification', persons, since))
    concern(person).unread = await shownUnread(db, { person, office, at: now })
  return concerns
}

/** Who may take the choices that a step, or a step around it, waits for; undefined where the chart has no such step. */
function askedAt(chart: Chart, step: string): May[] | undefined {
  const path = step.split('.')
  if (!nodeAt(chart, path)) return undefined
  const around = Array.from({ length: path.length + 1 }, (_, depth) => nodeAt(chart, path.slice(0, depth)))
  return around
    .filter((node) => !node?.tags?.includes('resting'))
    .flatMap((node) => Object.values(node?.on ?? {}).flat())
    .flatMap(({ guard }) => partsOfGuard(guard).may?.params ?? [])
}
