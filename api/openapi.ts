import { z } from 'zod'
import { type ProblemCode, problemSchema } from './contract.ts'
import type { Endpoint } from './endpoint.ts'
import { ApiProblem } from './problem.ts'

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

/** OpenAPI 3.1 of the endpoints that are mounted, from the very schemas that check what they receive. */
export function openApiOf(endpoints: Endpoint[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of endpoints) {
    const operations = paths[one.path] ?? {}
    paths[one.path] = operations
    operations[one.method] = operationOf(one)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Prakat',
      version: '0.1.0',
      description:
        'Publication procedures of public offices. The actor is always the person of the session cookie.',
    },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'prakat_session' } },
    },
  }
}

function operationOf(one: Endpoint): Record<string, unknown> {
  const { status, description, schema, contentType = 'application/json' } = one.response
  const content = schema ? { content: { [contentType]: { schema: jsonSchema(schema, 'output') } } } : {}
  const stream =
    !schema && one.response.contentType ? { content: { [contentType]: { schema: { type: 'string' } } } } : {}
  return {
    summary: one.summary,
    ...(one.access === 'signedIn' && { security: [{ session: [] }] }),
    parameters: parametersOf(one),
    ...(one.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: jsonSchema(one.body, 'input') } },
      },
    }),
    responses: { [status]: { description, ...content, ...stream }, ...problemResponses(problemsOf(one)) },
  }
}

/** What the endpoint itself may answer, and what any of its kind may. */
function problemsOf({ access, method, body, problems }: Endpoint): Set<ProblemCode> {
  return new Set<ProblemCode>([
    ...problems,
    ...(access === 'signedIn' ? (['not_signed_in'] as const) : []),
    ...(body ? (['invalid_request', 'body_too_large', 'unsupported_media_type'] as const) : []),
    // From a page of another site.
    ...(method === 'get' ? [] : (['not_permitted'] as const)),
    ...(['internal_error', 'storage_unavailable'] as const),
  ])
}

function parametersOf(one: Endpoint): unknown[] {
  const inPath = [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inHeader = (one.headers ?? []).map((header) => ({
    ...header,
    in: 'header',
    schema: { type: 'string' },
  }))
  const query = one.query
    ? (jsonSchema(one.query, 'input') as { properties?: Record<string, unknown>; required?: string[] })
    : {}
  const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: query.required?.includes(name) ?? false,
    schema,
  }))
  return [...inPath, ...inHeader, ...inQuery]
}

function problemResponses(codes: Set<ProblemCode>): Record<string, unknown> {
  const byStatus = Map.groupBy(codes, (code) => new ApiProblem(code).status)
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [status, { description: list.join(', '), content }]),
  )
}
