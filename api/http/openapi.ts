import { z } from 'zod'
import { type ProblemCode, problemSchema } from './contract.ts'
import type { Endpoint } from './endpoint.ts'
import { ApiProblem } from './problem.ts'

type JsonSchema = Record<string, unknown>
type ToJsonSchema = (schema: z.ZodType, io: 'input' | 'output') => JsonSchema

/**
 * Writes schemas down for one document. What refers to itself (a step within a step) stands under `components`: a
 * reference in OpenAPI is read from the top of the document, not of the schema that holds it.
 */
function schemaWriter(components: Record<string, JsonSchema>): ToJsonSchema {
  const known = new Map<string, string>()
  return (schema, io) => {
    const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
    const all = JSON.stringify($defs)
    const nameOf = (local: string) => {
      const key = `${local} ${all}`
      const name = known.get(key) ?? `Recursive${known.size + 1}`
      known.set(key, name)
      return name
    }
    const hoisted = <Value>(value: Value): Value =>
      JSON.parse(
        JSON.stringify(value).replaceAll(
          /"#\/\$defs\/(\w+)"/g,
          (_, local: string) => `"#/components/schemas/${nameOf(local)}"`,
        ),
      )
    for (const [local, definition] of Object.entries($defs)) components[nameOf(local)] = hoisted(definition)
    return hoisted(rest)
  }
}

/** What a description says of itself; `session`: some of its operations are for whoever is signed in. */
type Info = { title: string; version: string; description: string; session: boolean }
const ofOfficials: Info = {
  title: 'Prakat',
  version: '0.1.0',
  description:
    'Publication procedures of public offices. The actor is always the person of the session cookie.',
  session: true,
}
/** What of an endpoint is described: all but what it does. */
export type Described = Omit<Endpoint, 'run'>

/** OpenAPI 3.1 of the endpoints that are mounted, from the very schemas that check what they receive. */
export function openApiOf(
  endpoints: readonly Described[],
  { session, ...info }: Info = ofOfficials,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const schemas: Record<string, JsonSchema> = {}
  const jsonSchema = schemaWriter(schemas)
  schemas.Problem = jsonSchema(problemSchema, 'output')
  for (const one of endpoints) {
    const operations = paths[one.path] ?? {}
    paths[one.path] = operations
    operations[one.method] = operationOf(one, jsonSchema)
  }
  return {
    openapi: '3.1.0',
    info,
    paths,
    components: {
      schemas,
      ...(session && {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'prakat_session' } },
      }),
    },
  }
}

function operationOf(one: Described, jsonSchema: ToJsonSchema): Record<string, unknown> {
  const { status, description, schema, contentType = 'application/json' } = one.response
  const content = schema ? { content: { [contentType]: { schema: jsonSchema(schema, 'output') } } } : {}
  const stream =
    !schema && one.response.contentType ? { content: { [contentType]: { schema: { type: 'string' } } } } : {}
  return {
    summary: one.summary,
    ...(one.access === 'signedIn' && { security: [{ session: [] }] }),
    parameters: parametersOf(one, jsonSchema),
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
function problemsOf({ access, method, body, problems }: Described): Set<ProblemCode> {
  return new Set<ProblemCode>([
    ...problems,
    ...(access === 'signedIn' ? (['not_signed_in'] as const) : []),
    ...(body ? (['invalid_request', 'body_too_large', 'unsupported_media_type'] as const) : []),
    // From a page of another site.
    ...(method === 'get' ? [] : (['not_permitted'] as const)),
    ...(['internal_error', 'storage_unavailable'] as const),
  ])
}

function parametersOf(one: Described, jsonSchema: ToJsonSchema): unknown[] {
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
