import { z } from 'zod'
import { allOffices } from '../../db/offices.ts'
import { countBySteps } from '../../db/request-lists.ts'
import { findActiveVersion, type VersionRow } from '../../db/versions.ts'
import { fieldWithOptions } from '../../machines/procedure/resolved-need.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import {
  officeSchema,
  officeSummarySchema,
  type ProcedureView,
  procedureViewSchema,
} from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { layoutOfVersion } from '../procedures/version-layout.ts'
import { getVersion } from '../procedures/version-views.ts'
import { getCompiled } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { getOffice } from './office-view.ts'

const order = new Intl.Collator('th')

async function procedureView(deps: Deps, row: VersionRow | undefined): Promise<ProcedureView> {
  if (!row) throw new ApiProblem('not_found')
  const { procedure } = await getCompiled(deps.db, row.hash)
  return {
    ...procedure,
    form: procedure.form.map((field) => fieldWithOptions(field, procedure)),
    version: row.version,
    hash: row.hash,
    status: row.status,
    layout: await layoutOfVersion(deps, row.hash),
  }
}

const stepCount = z.strictObject({
  procedure: z.string(),
  version: z.int(),
  step: z.strictObject({
    id: z.string(),
    title: officeSummarySchema.shape.name,
    clause: z.string(),
    source: z.enum(['document', 'added']),
  }),
  count: z.int(),
})

export const officeEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices',
    summary: 'The offices',
    access: 'anyone',
    response: {
      status: 200,
      description: 'Every office',
      schema: z.strictObject({ offices: z.array(officeSummarySchema) }),
    },
    problems: [],
    run: async ({ deps }) => {
      const rows = await allOffices(deps.db)
      rows.sort((a, b) => order.compare(a.nameTh, b.nameTh))
      const offices = rows.map((row) => ({
        id: row.id,
        name: { th: row.nameTh, en: row.nameEn },
        abbreviation: { th: row.abbreviationTh, en: row.abbreviationEn },
      }))
      return { body: { offices } }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/offices/{office}',
    summary: 'An office with its roles, groups, categories and procedures',
    access: 'signedIn',
    response: { status: 200, description: 'The office', schema: officeSchema },
    problems: ['not_found'],
    run: async ({ deps, params }) => ({ body: await getOffice(deps.db, params.office ?? '') }),
  }),
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/steps',
    summary: 'How many requests of my office stand at each step now',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The steps that are not empty',
      schema: z.strictObject({ steps: z.array(stepCount) }),
    },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params }) => {
      const { reads: db } = deps
      await getOffice(db, params.office ?? '')
      if (params.office !== me.person.office) throw new ApiProblem('not_permitted')
      const rows = await countBySteps(db, me.person.office)
      const counts = new Map<string, z.infer<typeof stepCount>>()
      for (const { procedure, procedureHash, version, steps, count } of rows) {
        const { chart } = (await getCompiled(db, procedureHash)).procedure
        for (const id of steps.split(',').filter(Boolean)) {
          const { title, clause, source } = metaOfStep(chart, id)
          const key = `${procedureHash} ${id}`
          const known = counts.get(key)
          if (known) known.count += count
          else counts.set(key, { procedure, version, step: { id, title, clause, source }, count })
        }
      }
      return { body: { steps: [...counts.values()] } }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/procedures/{id}',
    summary: 'The active version of a procedure, with its chart, form and picture',
    access: 'signedIn',
    response: { status: 200, description: 'The version', schema: procedureViewSchema },
    problems: ['not_found', 'too_many_requests'],
    run: async ({ deps, params }) => ({
      body: await procedureView(deps, await findActiveVersion(deps.db, params.id ?? '')),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/versions/{n}',
    summary: 'One version of a procedure; versions never change',
    access: 'signedIn',
    response: { status: 200, description: 'The version', schema: procedureViewSchema },
    problems: ['not_found', 'too_many_requests'],
    run: async ({ deps, params }) => ({
      body: await procedureView(deps, await getVersion(deps.db, params.id, params.n)),
    }),
  }),
]
