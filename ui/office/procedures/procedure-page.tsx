import { lazy, type ReactNode, Suspense } from 'react'
import { Link } from 'react-router'
import type { ProcedureView } from '../../../api/http/contract.ts'
import { ButtonLink } from '../../lib/button.tsx'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { useOfficeWords } from '../words.ts'
import { OrderFacts } from './order-facts.tsx'
import { ProcedureParts } from './procedure-parts.tsx'
import { useShownProcedure } from './use-shown-procedure.ts'
import './procedure-page.css'

const Chart = lazy(() => import('../../chart/chart.tsx').then((m) => ({ default: m.Chart })))

type ProcedurePageProps = {
  /** The chart of the version in force of one's own office, with its figures. */
  figures: (procedure: ProcedureView) => ReactNode
}

/** A procedure: its chart, the document behind it, and what else the document sets or leaves open. */
export function ProcedurePage({ figures }: ProcedurePageProps) {
  const words = useOfficeWords()
  const text = useText()
  const { procedure } = useShownProcedure()
  return (
    <Page
      title={procedure.data ? text(procedure.data.title) : words('chart')}
      lead={
        procedure.data
          ? `${words('version', { number: procedure.data.version })} · ${words(`status_${procedure.data.status}`)}`
          : undefined
      }
      action={<Link to="/office">{words('back')}</Link>}
    >
      {procedure.isPending ? <Skeleton lines={9} /> : null}
      {procedure.isError && !procedure.data ? (
        <ProblemMessage error={procedure.error} onRetry={() => void procedure.refetch()} />
      ) : null}
      {procedure.data ? <Loaded procedure={procedure.data} figures={figures} /> : null}
    </Page>
  )
}

function Loaded({ procedure, figures }: ProcedurePageProps & { procedure: ProcedureView }) {
  const words = useOfficeWords()
  const session = useSession()
  const isOwn = procedure.office === session.office.id && procedure.status === 'active'
  const version = procedure.status === 'active' ? '' : `?version=${procedure.version}`
  const here = `/office/procedures/${encodeURIComponent(procedure.id)}`
  return (
    <div className="procedure">
      <section aria-labelledby="procedure-order">
        <h2 id="procedure-order">{words('order')}</h2>
        <OrderFacts order={procedure.order} />
        {isOwn ? (
          <div>
            <ButtonLink to={`/new?procedure=${encodeURIComponent(procedure.id)}`} kind="primary">
              {words('begin')}
            </ButtonLink>
          </div>
        ) : null}
      </section>
      <section aria-labelledby="procedure-chart">
        <h2 id="procedure-chart">{words('chart')}</h2>
        <nav className="procedure-links" aria-label={words('about')}>
          <Link to={`${here}/document${version}`}>{words('beside')}</Link>
          <Link to={`${here}/versions`}>{words('versions')}</Link>
          {procedure.status === 'active' ? <Link to={`${here}/rehearsal`}>{words('rehearse')}</Link> : null}
          {isOwn && holdsRole(session, 'admin') ? (
            <Link to={`/office/procedures?from=${encodeURIComponent(procedure.id)}`}>{words('edit')}</Link>
          ) : null}
        </nav>
        <Suspense fallback={<Skeleton lines={8} />}>
          {isOwn ? figures(procedure) : <Chart procedure={procedure} />}
        </Suspense>
      </section>
      <ProcedureParts procedure={procedure} />
      <p className="procedure-hash">
        {words('hash')} <code>{procedure.hash}</code>
      </p>
    </div>
  )
}
