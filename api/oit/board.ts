import { oitExplanationsOf } from '../../db/oit-explanations.ts'
import { type OitListKey, oitItemsOf } from '../../db/oit-items.ts'
import { oitServedOf } from '../../db/oit-served.ts'
import { oitCoverageOf, oitStandingOf } from '../../machines/oit/coverage.ts'
import { firstOitYear } from '../../machines/oit/item.ts'
import { correctedList, oitListOf } from '../../machines/oit/item-list.ts'
import { fiscalPeriod, fiscalYearOf } from '../../machines/run/fiscal-year.ts'
import { bangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import { iso } from '../http/iso.ts'
import type { OitBoard, OitQuery } from '../http/oit-contract.ts'
import type { Reader } from '../procedures/versions.ts'

/** Which list a query asks for: without a year, that of the fiscal year in which `now` lies. */
export const listKeyOf = (
  { assessor, year }: Pick<OitQuery, 'assessor' | 'year'>,
  { office, now }: { office: string; now: number },
): OitListKey => ({ office, assessor, fiscalYear: year ?? fiscalYearOf(bangkokDay(now)) })

/** The list of a fiscal year as the office has put it right. */
export async function oitListFor(db: Reader, key: OitListKey) {
  const list = oitListOf(key.assessor, key.fiscalYear)
  const changes = (await oitItemsOf(db, key)).map(({ code, title, removed }) => ({
    code,
    title,
    isRemoved: removed === 1,
  }))
  return {
    ...correctedList(list?.items ?? [], changes),
    listOf: list?.fiscalYear ?? null,
    isComplete: list?.isComplete === true && list.fiscalYear === key.fiscalYear,
  }
}

/** From this fiscal year back to the first of which a list is known. */
export const oitYears = (now: number): number[] => {
  const last = fiscalYearOf(bangkokDay(now))
  return Array.from({ length: Math.max(0, last - firstOitYear + 1) }, (_, index) => last - index)
}

const startOfFiscalYear = (year: number): number => startOfBangkokDay(fiscalPeriod(year).from)

/** What serves each item of a list, by its code, with how it stands at `now`. */
export async function servedByCode(db: Reader, key: OitListKey, now: number) {
  const start = startOfFiscalYear(key.fiscalYear)
  const served = (await oitServedOf(db, key)).map((one) => ({
    ...one,
    standing: oitStandingOf(one, { start, now }),
  }))
  return Map.groupBy(served, ({ code }) => code)
}

/** Every item of a list with whether it is covered, by what, and what the office says of it. */
export async function oitBoardOf(
  db: Reader,
  key: OitListKey,
  { now, mayChangeList }: { now: number; mayChangeList: boolean },
): Promise<OitBoard> {
  const { office, assessor, fiscalYear } = key
  const { items: listed, removed, listOf, isComplete } = await oitListFor(db, key)
  const served = await servedByCode(db, key, now)
  const explanations = new Map((await oitExplanationsOf(db, key)).map(({ code, text }) => [code, text]))
  const items = listed.map(({ code, title, origin }) => {
    const publications = served.get(code) ?? []
    return {
      code,
      title,
      origin,
      coverage: oitCoverageOf(publications.map(({ standing }) => standing)),
      explanation: explanations.get(code) ?? '',
      publications: publications.map((one) => ({
        id: one.id,
        request: one.request,
        title: one.title,
        url: `/o/${office}/items/${one.id}`,
        publishedAt: iso(one.publishedAt),
        correctedAt: one.renewedAt > one.publishedAt ? iso(one.renewedAt) : null,
        endedAt: one.standing === 'ended' ? iso(one.endedAt ?? one.untilAt ?? now) : null,
        standing: one.standing,
      })),
    }
  })
  const count = (coverage: OitBoard['items'][number]['coverage']) =>
    items.filter((item) => item.coverage === coverage).length
  return {
    assessor,
    fiscalYear,
    listOf,
    isComplete,
    years: oitYears(now),
    figures: {
      items: items.length,
      covered: count('covered'),
      stale: count('stale'),
      missing: count('missing'),
    },
    items,
    removed,
    mayChangeList,
  }
}
