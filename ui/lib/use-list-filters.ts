import { useAddress } from './use-address.ts'

export type StatusFilter = 'open' | 'published' | 'ended'
export const statuses: StatusFilter[] = ['open', 'published', 'ended']

/** The names under which filters stand in the address. */
const names = [
  'status',
  'procedure',
  'state',
  'q',
  'group',
  'category',
  'month',
  'fiscalYear',
  'sort',
] as const
type Name = (typeof names)[number]
/** What only some look for, folded until it is asked for. */
const seldom: Name[] = ['group', 'category', 'month', 'fiscalYear', 'sort']

/** The filters and the order that stand in the address, so that a list can be kept and sent; `filter` has them as the API asks. */
export function useListFilters() {
  const [query, change] = useAddress()
  const given = (name: Name) => query.get(name) || undefined
  const status = statuses.find((each) => each === given('status'))
  const [q, procedure, state] = [given('q'), given('procedure'), given('state')]
  const [group, category] = [given('group'), given('category')]
  const month = /^[12]\d{3}-(0[1-9]|1[0-2])$/.exec(given('month') ?? '')?.[0]
  const year = Number(given('fiscalYear'))
  const fiscalYear = Number.isInteger(year) && year >= 2400 && year <= 2800 ? year : undefined
  const sort = given('sort') === 'newest' ? ('newest' as const) : undefined
  const set = (changes: Partial<Record<Name, string | undefined>>) => change(changes)
  const all = { status, procedure, state, q, group, category, month, fiscalYear, sort }
  const filter = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [Key in keyof typeof all]?: NonNullable<(typeof all)[Key]>
  }
  return {
    filter,
    set,
    clear: () => set(Object.fromEntries(names.map((name) => [name, undefined]))),
    /** An order alone hides nothing. */
    active: Object.keys(filter).some((name) => name !== 'sort'),
    hasSeldom: seldom.some((name) => filter[name] !== undefined),
  }
}
export type ListFilterValues = ReturnType<typeof useListFilters>
