import type { Selectable } from 'kysely'
import type { LastEvent } from '../../db/request-lines.ts'
import type { ListedRequest } from '../../db/request-lists.ts'
import type { TimerTable } from '../../db/tables.ts'
import type { Chart } from '../../machines/procedure/procedure.ts'
import { partTitle } from '../../machines/procedure/titles.ts'
import { choices } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import type { RequestListItem } from '../http/contract.ts'
import { iso } from '../http/iso.ts'
import { kindOfEvent, timerTitle, titleOfEvent } from './event-words.ts'
import { coreOf, type OfficeNames, type Owner } from './request-core.ts'

type Known = {
  names: OfficeNames
  compiled: Compiled
  actor: Actor
  owner: Owner
  last: LastEvent | undefined
  late: RequestListItem['late']
  due: Selectable<TimerTable> | undefined
}

/** A request as a line of a list, as this actor sees it. */
export function requestListItem(row: ListedRequest, known: Known): RequestListItem {
  const { names, compiled, actor, owner, last, late, due } = known
  const { core, snapshot } = coreOf(names, row, compiled, owner)
  const awaited = choices(compiled, snapshot, actor).filter((choice) => choice.awaited)
  const waitsFor = awaited.flatMap(({ may }) =>
    [may.as].flat().map((role) => partTitle(compiled.procedure, role, may)),
  )
  return {
    ...core,
    asked: awaited.filter(({ allowed }) => allowed).map(({ type, title }) => ({ type, title })),
    waitsFor: [...new Map(waitsFor.map((title) => [title.th, title])).values()],
    lastEvent: last ? lastEventOf(compiled.procedure.chart, last, row.status) : null,
    late,
    due: due ? { at: iso(due.dueAt), what: timerTitle(compiled.procedure, due.id) } : null,
    updatedAt: iso(row.updatedAt),
  }
}

const lastEventOf = (chart: Chart, last: LastEvent, status: ListedRequest['status']) => ({
  title: titleOfEvent(chart, last),
  actorName: last.actorErased === null ? last.actorName : erasedWords,
  at: iso(last.at),
  isReturn: status === 'open' && kindOfEvent(chart, routeEnds(last)) === 'return',
})

const routeEnds = ({ type, fromSteps, toSteps }: LastEvent) => ({
  type,
  from: JSON.parse(fromSteps) as string[],
  to: JSON.parse(toSteps) as string[],
})

/** Late is only what the document or a deadline calls so: no number of days is ever made up. */
export function lateness(
  row: Pick<ListedRequest, 'since' | 'steps'>,
  { procedure }: Compiled,
  passed: Selectable<TimerTable> | undefined,
  now: number,
): RequestListItem['late'] {
  const metas = row.steps
    .split(',')
    .filter(Boolean)
    .map((step) => metaOfStep(procedure.chart, step))
  const promptly = metas.find((meta) => meta.promptly)
  if (promptly?.promptly && bangkokDay(row.since) < bangkokDay(now)) {
    const { th, en } = promptly.promptly
    const what = { th: `ประกาศให้ทำ“${th}” (${promptly.clause})`, en: `to be done ${en} (${promptly.clause})` }
    return { since: iso(row.since), what }
  }
  if (!passed) return null
  return { since: iso(passed.dueAt), what: timerTitle(procedure, passed.id) }
}
