import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Happening, happenings } from '../../../api/http/happenings-contract.ts'
import type { Report, ReportTable } from '../../../api/http/report-contract.ts'
import { numberedTitle } from '../../../machines/procedure/numbered-title.ts'
import { Choice, type Option } from '../../lib/choice.tsx'
import { formatDay, formatMonth } from '../../lib/dates.ts'
import { useNumber } from '../../lib/digits.ts'
import { EmptyState } from '../../lib/empty-state.tsx'
import { keepIn } from '../../lib/keep-words.ts'
import { type NumberCell, NumberTable } from '../../lib/number-table.tsx'
import { Page } from '../../lib/page.tsx'
import { periodOf, thisFiscalYear } from '../../lib/period.ts'
import { PeriodChooser } from '../../lib/period-chooser.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { officeQuery, reportQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { useDateStyle } from '../../lib/time.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useDuration } from '../../lib/use-duration.ts'
import { useReportWords } from './words.ts'
import '../../lib/figures.css'
import './report-page.css'

/** To what a report can be narrowed beside its period; each stands in the address under its name. */
const narrowings = ['group', 'category', 'procedure'] as const
type Narrowing = (typeof narrowings)[number]

/** What the office did in a fiscal year, a quarter or days of one's own, on the screen and as a file. */
export function ReportPage() {
  const words = useReportWords()
  const style = useDateStyle()
  const session = useSession()
  const [query] = useAddress()
  const now = Date.now()
  const { period } = periodOf(query, now, thisFiscalYear(now))
  const asked = { ...period, ...narrowedBy(query) }
  const report = useQuery({ ...reportQuery(asked), placeholderData: keepPreviousData })
  const file = (more: Record<string, string>) =>
    `/api/report/file?${new URLSearchParams({ ...asked, lang: style.language, ...more })}`
  return (
    <Page
      title={words('title')}
      lead={words('lead', { from: formatDay(period.from, style), until: formatDay(period.until, style) })}
      action={<Link to="/office">{words('toOffice')}</Link>}
    >
      <div className="report-choose">
        <PeriodChooser usual={thisFiscalYear(now)} />
        <Narrowings office={session.office.id} />
      </div>
      {report.isPending ? (
        <div role="status">
          <span className="visually-hidden">{words('working')}</span>
          <Skeleton lines={10} />
        </div>
      ) : null}
      {report.isError ? <ProblemMessage error={report.error} onRetry={() => void report.refetch()} /> : null}
      {report.data && !report.isError ? (
        <div className="report" aria-busy={report.isFetching}>
          <ReportTables report={report.data} file={file} />
        </div>
      ) : null}
    </Page>
  )
}

const narrowedBy = (query: URLSearchParams): Partial<Record<Narrowing, string>> =>
  Object.fromEntries(narrowings.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])))

function Narrowings({ office: id }: { office: string }) {
  const words = useReportWords()
  const text = useText()
  const office = useQuery(officeQuery(id)).data
  const [query, change] = useAddress()
  if (!office) return null
  const choose = (name: Narrowing, any: string, options: Option[]) =>
    options.length < 2 ? null : (
      <Choice
        label={words(name)}
        value={query.get(name) ?? undefined}
        any={any}
        options={options}
        onChoose={(chosen) => change({ [name]: chosen })}
      />
    )
  return (
    <>
      {choose(
        'group',
        words('allGroups'),
        office.groups.map((group) => [group.id, text(group.name)]),
      )}
      {choose(
        'category',
        words('allCategories'),
        office.categories.map((category) => [category.id, text(numberedTitle(category))]),
      )}
      {choose(
        'procedure',
        words('allProcedures'),
        office.procedures.map((procedure) => [procedure.id, text(procedure.title)]),
      )}
    </>
  )
}

type FileLink = (more: Record<string, string>) => string

function ReportTables({ report, file }: { report: Report; file: FileLink }) {
  const words = useReportWords()
  const text = useText()
  const style = useDateStyle()
  const number = useNumber()
  const duration = useDuration()
  const time = (ms: number | null): NumberCell => (ms === null ? null : duration(ms))
  const { total } = report
  const isEmpty = total.underWay === 0 && happened(total).every((count) => count === 0)
  if (isEmpty) return <EmptyState title={words('nothingTitle')}>{words('nothing')}</EmptyState>
  const countColumns = happenings.map((what) => words(what))
  const wholeColumns = [...countColumns, words('underWay'), words('waited')]
  const whole = (of: Report['total']): NumberCell[] => [...happened(of), of.underWay, time(of.medianMs)]
  const procedures = new Map(report.steps.map(({ procedure }) => [procedure.id, procedure.title]))
  const none = words('none')
  return (
    <>
      <div>
        <a className="button" data-kind="primary" href={file({ format: 'xlsx' })} download>
          {keepIn(words('workbook'))}
        </a>
      </div>
      <section aria-labelledby="report-whole">
        <h2 id="report-whole">{words('whole')}</h2>
        <dl className="figures">
          {wholeColumns.map((name, index) => {
            const value = whole(total)[index]
            return (
              <div key={name}>
                <dt>{keepIn(name)}</dt>
                <dd>{typeof value === 'number' ? number(value) : (value ?? none)}</dd>
              </div>
            )
          })}
        </dl>
        <p className="report-note">{keepIn(words('lateMeans'))}</p>
      </section>
      <Part id="groups" title={words('groups')} file={file}>
        <NumberTable
          labelledBy="report-groups"
          columns={[words('group'), ...wholeColumns]}
          rows={report.groups.map((one) => ({ id: one.id, head: text(one.title), cells: whole(one) }))}
          foot={{ id: 'total', head: words('total'), cells: whole(total) }}
          none={none}
          bar={1}
        />
      </Part>
      {report.categories.length > 0 ? (
        <Part id="categories" title={words('categories')} file={file}>
          <NumberTable
            labelledBy="report-categories"
            columns={[words('category'), ...wholeColumns]}
            rows={report.categories.map((one) => ({ id: one.id, head: text(one.title), cells: whole(one) }))}
            none={none}
            bar={1}
          />
        </Part>
      ) : null}
      <Part id="months" title={words('months')} file={file}>
        <NumberTable
          labelledBy="report-months"
          columns={[words('month'), ...countColumns]}
          rows={report.months.map((one) => ({
            id: one.id,
            head: formatMonth(one.id, style),
            cells: happened(one),
          }))}
          none={none}
          bar={1}
        />
      </Part>
      {[...procedures].map(([procedure, title], index) => (
        <Part
          key={procedure}
          id="steps"
          headingId={`report-steps-${index}`}
          title={procedures.size > 1 ? words('stepsOf', { procedure: text(title) }) : words('steps')}
          {...(index === 0 ? { file } : {})}
        >
          <NumberTable
            labelledBy={`report-steps-${index}`}
            columns={[
              words('step'),
              words('passed'),
              words('returned'),
              words('late'),
              words('stayed'),
              words('longest'),
            ]}
            rows={report.steps
              .filter((step) => step.procedure.id === procedure)
              .map((step) => ({
                id: step.id,
                head: text(step.title),
                cells: [step.passed, step.returned, step.late, time(step.medianMs), time(step.longestMs)],
              }))}
            none={none}
            bar={0}
          />
        </Part>
      ))}
      <Part id="posts" title={words('posts')} file={file}>
        <NumberTable
          labelledBy="report-posts"
          columns={[words('post'), words('acted'), words('returned'), words('late'), words('stayed')]}
          rows={report.posts.map((post) => ({
            id: post.id,
            head: post.group
              ? words('ofGroup', { post: text(post.title), group: text(post.group) })
              : text(post.title),
            cells: [post.acted, post.returned, post.late, time(post.medianMs)],
          }))}
          none={none}
          bar={0}
        />
      </Part>
      <Part id="reasons" title={words('reasons')} {...(report.reasons.length > 0 ? { file } : {})}>
        {report.reasons.length === 0 ? (
          <p className="report-note">{words('noReasons')}</p>
        ) : (
          <NumberTable
            labelledBy="report-reasons"
            columns={[words('reason'), words('times')]}
            rows={report.reasons.map(({ title, count }) => ({
              id: title.th,
              head: text(title),
              cells: [count],
            }))}
            none={none}
            bar={0}
          />
        )}
      </Part>
    </>
  )
}

const happened = (of: Record<Happening, number>): number[] => happenings.map((what) => of[what])

type PartProps = {
  id: ReportTable
  headingId?: string
  title: string
  file?: FileLink
  children: ReactNode
}

/** A table with its heading, and the way to it as a file. */
function Part({ id, headingId = `report-${id}`, title, file, children }: PartProps) {
  const words = useReportWords()
  return (
    <div className="report-part">
      <div className="report-head">
        <h2 id={headingId}>{keepIn(title)}</h2>
        {file ? (
          <a href={file({ format: 'csv', table: id })} download aria-label={words('csv', { table: title })}>
            {words('csvShort')}
          </a>
        ) : null}
      </div>
      {children}
    </div>
  )
}
