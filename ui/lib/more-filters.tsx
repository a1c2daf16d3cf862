import { useQuery } from '@tanstack/react-query'
import { numberedTitle } from '../../machines/procedure/numbered-title.ts'
import { fiscalYearOf } from '../../machines/run/fiscal-year.ts'
import { Choice, type Option } from './choice.tsx'
import { formatMonth, todayInBangkok } from './dates.ts'
import { useYear } from './digits.ts'
import { defineWords } from './i18n/define-words.ts'
import { officeQuery } from './queries.ts'
import { useSession } from './session.tsx'
import { useText } from './text.ts'
import { useDateStyle } from './time.tsx'
import type { ListFilterValues } from './use-list-filters.ts'

const useMoreWords = defineWords(
  {
    group: 'กลุ่ม',
    anyGroup: 'ทุกกลุ่ม',
    category: 'ประเภทข้อมูล',
    anyCategory: 'ทุกประเภท',
    begun: 'เริ่มเรื่องใน',
    anyTime: 'ทุกช่วงเวลา',
    fiscalYear: 'ปีงบประมาณ {{year}}',
    sort: 'เรียงลำดับ',
    usual: 'ตามปกติของรายการนี้',
    newest: 'ใหม่สุดก่อน',
  },
  {
    group: 'Group',
    anyGroup: 'Any group',
    category: 'Kind of information',
    anyCategory: 'Any kind',
    begun: 'Begun in',
    anyTime: 'Any time',
    fiscalYear: 'Fiscal year {{year}}',
    sort: 'Order',
    usual: 'As usual in this list',
    newest: 'Newest first',
  },
)

const months = 12
const years = 3

/** Group, kind, time of beginning and order of a list. */
export function MoreFilters({ filters }: { filters: ListFilterValues }) {
  const words = useMoreWords()
  const text = useText()
  const style = useDateStyle()
  const inDigits = useYear()
  const { office } = useSession()
  const found = useQuery(officeQuery(office.id)).data
  const { filter, set } = filters
  const { group, category, month, fiscalYear, sort } = filter
  const today = todayInBangkok(Date.now())
  const lastMonths = monthsUntil(today.slice(0, 7), months)
  const lastYears = Array.from({ length: years }, (_, before) => fiscalYearOf(today) - before)
  const yearOf = (year: number) => words('fiscalYear', { year: inDigits(year) })
  return (
    <>
      <Choice
        label={words('group')}
        value={group}
        any={words('anyGroup')}
        options={(found?.groups ?? []).map(({ id, name }) => [id, text(name)])}
        onChoose={(value) => set({ group: value })}
      />
      {found && found.categories.length > 0 ? (
        <Choice
          label={words('category')}
          value={category}
          any={words('anyCategory')}
          options={found.categories.map((each) => [each.id, text(numberedTitle(each))])}
          onChoose={(value) => set({ category: value })}
        />
      ) : null}
      <Choice
        label={words('begun')}
        value={month ?? (fiscalYear === undefined ? undefined : String(fiscalYear))}
        any={words('anyTime')}
        options={[
          ...withKept(lastYears, fiscalYear).map((year): Option => [String(year), yearOf(year)]),
          ...withKept(lastMonths, month).map((each): Option => [each, formatMonth(each, style)]),
        ]}
        onChoose={(value) => {
          const isMonth = value?.includes('-') ?? false
          set({ month: isMonth ? value : undefined, fiscalYear: isMonth ? undefined : value })
        }}
      />
      <Choice
        label={words('sort')}
        value={sort}
        any={words('usual')}
        options={[['newest', words('newest')]]}
        onChoose={(value) => set({ sort: value })}
      />
    </>
  )
}

/** What an address that was kept names is offered too, however long ago it is. */
const withKept = <Value,>(offered: Value[], kept: Value | undefined): Value[] =>
  kept === undefined || offered.includes(kept) ? offered : [...offered, kept]

/** So many months (YYYY-MM), from this one backwards. */
function monthsUntil(month: string, count: number): string[] {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return Array.from({ length: count }, (_, before) =>
    new Date(Date.UTC(year, number - 1 - before, 1)).toISOString().slice(0, 7),
  )
}
