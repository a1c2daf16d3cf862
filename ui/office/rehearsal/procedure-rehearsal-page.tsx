import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { ProcedureView } from '../../../api/http/contract.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { compile } from '../../../machines/run/compile.ts'
import { Page } from '../../lib/page.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { procedureQuery } from '../../lib/queries.ts'
import { holdsRole, useSession } from '../../lib/session.tsx'
import { Skeleton } from '../../lib/skeleton.tsx'
import { useText } from '../../lib/text.ts'
import { Rehearsal } from './rehearsal.tsx'
import { useRehearsalWords } from './words.ts'

/** The active version of a procedure, to be rehearsed by anybody who is signed in. */
export function ProcedureRehearsalPage() {
  const words = useRehearsalWords()
  const text = useText()
  const { id = '' } = useParams()
  const procedure = useQuery(procedureQuery(id))
  return (
    <Page
      title={words('titleOfVersion', { title: procedure.data ? text(procedure.data.title) : '' })}
      lead={words('lead')}
      action={<Link to={`/office/procedures/${encodeURIComponent(id)}`}>{words('backToProcedure')}</Link>}
    >
      {procedure.isPending ? <Skeleton lines={9} /> : null}
      {procedure.isError && !procedure.data ? (
        <ProblemMessage error={procedure.error} onRetry={() => void procedure.refetch()} />
      ) : null}
      {procedure.data ? <Loaded view={procedure.data} /> : null}
    </Page>
  )
}

function Loaded({ view }: { view: ProcedureView }) {
  const session = useSession()
  const compiled = useMemo(() => compile(procedureOf(view)), [view])
  const maySave = holdsRole(session, 'admin') && view.office === session.office.id
  return <Rehearsal compiled={compiled} layout={view.layout} maySave={maySave} />
}

/** A version as the machine reads it. What a view leaves out (rules, requirements) is asked for at activation only. */
function procedureOf(view: ProcedureView): Procedure {
  const { id, office, title, kind, order, roles, form, deadlines, categories, chart } = view
  return {
    id,
    office,
    title,
    order,
    roles,
    form,
    deadlines,
    categories,
    chart,
    kind: kind as Procedure['kind'],
    requires: [],
    rules: [],
  }
}
