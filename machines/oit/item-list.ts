import type { Assessor, OitItem, OitList } from './item.ts'
import { oitLists } from './lists.ts'

/** An item's code as assessors write it: letters, a number, and parts of it. */
export const oitCode = /^[A-Z]{1,4}[0-9]{1,3}(?:[.-][0-9]{1,3})?$/

/** The list of an assessor for a fiscal year, or else the latest one before it; undefined where there is none. */
export function oitListOf(assessor: Assessor, fiscalYear: number): OitList | undefined {
  return oitLists
    .filter((list) => list.assessor === assessor && list.fiscalYear <= fiscalYear)
    .reduce<OitList | undefined>(
      (latest, list) => (latest && latest.fiscalYear > list.fiscalYear ? latest : list),
      undefined,
    )
}

/** What an office says of an item otherwise than the list: its title, or that it is none of the year's. */
export type OitChange = { code: string; title: string; isRemoved: boolean }
export type OfficeOitItem = OitItem & {
  /** How it stands to the list: as it stands there, with another title, or not there. */
  origin: 'listed' | 'renamed' | 'added'
}

/** A list as an office has put it right, in the order of the codes; and what of it the office took out. */
export function correctedList(
  items: readonly OitItem[],
  changes: readonly OitChange[],
): { items: OfficeOitItem[]; removed: OitItem[] } {
  const listed = new Map(items.map(({ code, title }) => [code, title]))
  const whole = new Map<string, OfficeOitItem>(
    items.map(({ code, title }) => [code, { code, title, origin: 'listed' }]),
  )
  const removed: OitItem[] = []
  for (const { code, title, isRemoved } of changes) {
    const asListed = listed.get(code)
    if (isRemoved) {
      whole.delete(code)
      removed.push({ code, title })
    } else if (asListed !== title)
      whole.set(code, { code, title, origin: asListed === undefined ? 'added' : 'renamed' })
  }
  return { items: [...whole.values()].sort(byCode), removed: removed.sort(byCode) }
}

/** O2 comes before O10. */
const byCode = (one: OitItem, other: OitItem): number =>
  one.code.localeCompare(other.code, 'en', { numeric: true })
