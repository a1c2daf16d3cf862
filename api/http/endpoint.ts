import type { Request, Response, Router } from 'express'
import type { z } from 'zod'
import type { Text } from '../../machines/procedure/procedure.ts'
import { type Corrected, putRightIn } from '../../machines/text/put-right.ts'
import type { Deps } from '../process/deps.ts'
import type { Priority, Work } from '../process/group-commit.ts'
import { type SignedIn, signedIn } from '../sign-in/sessions.ts'
import type { ProblemCode } from './contract.ts'
import { sentenceIn } from './given.ts'
import type { Answer } from './idempotency.ts'
import { type Access, readJsonBody } from './json-body.ts'
import { ApiProblem, maxErrors } from './problem.ts'

type Shape = z.ZodType
type Output<S> = S extends Shape ? z.output<S> : undefined

/** What a handler is given: everything checked, the actor from the session and nowhere else. */
export type Call<Query, Body> = {
  deps: Deps
  params: Record<string, string>
  query: Query
  body: Body
  /** What was put right in the texts of the body before anything else read them. */
  corrected: Corrected[]
  /** Present wherever `access` is not `anyone`. */
  me: SignedIn
  req: Request
  res: Response
}

/** A header that a change of state is sent with; what is `required` the browser's client cannot leave out. */
export type RequestHeader = {
  name: 'If-Match' | 'Idempotency-Key'
  required: boolean
  description: string
}

/**
 * One operation of the API: what Express mounts, what OpenAPI lists and what the browser's client is typed from are the
 * same thing.
 */
export type Endpoint<
  Method extends 'get' | 'post' | 'put' | 'patch' | 'delete' = 'get' | 'post' | 'put' | 'patch' | 'delete',
  Path extends string = string,
  Query extends Shape | undefined = Shape | undefined,
  Body extends Shape | undefined = Shape | undefined,
  Header extends RequestHeader = RequestHeader,
  Schema extends Shape | undefined = Shape | undefined,
  Code extends ProblemCode = ProblemCode,
> = {
  method: Method
  /** OpenAPI's form, `/api/requests/{id}`. */
  path: Path
  summary: string
  access: Access
  query?: Query
  body?: Body
  headers?: readonly Header[]
  response: { status: number; description: string; schema?: Schema; contentType?: string }
  problems: readonly Code[]
  run: (call: Call<never, never>) => Promise<Answer>
}

/** Writes an endpoint down, with everything that its callers must match in its type. */
export function endpoint<
  Method extends Endpoint['method'],
  Path extends string,
  Query extends Shape | undefined = undefined,
  Body extends Shape | undefined = undefined,
  Header extends RequestHeader = never,
  Schema extends Shape | undefined = undefined,
  Code extends ProblemCode = never,
>(
  definition: Omit<Endpoint<Method, Path, Query, Body, Header, Schema, Code>, 'run'> & {
    run: (
      call: Call<Output<Query>, Output<Body>>,
    ) => Promise<Answer<Schema extends Shape ? z.input<Schema> : undefined>>
  },
): Endpoint<Method, Path, Query, Body, Header, Schema, Code> {
  return definition as Endpoint<Method, Path, Query, Body, Header, Schema, Code>
}

/** The same for each office: what its people have written waits in the turn of their office. */
function depsByOffice(deps: Deps): (office: string) => Deps {
  const known = new Map<string, Deps>()
  return (office) => {
    let own = known.get(office)
    if (own) return own
    // Made from what it stands for, so that what is exchanged there is exchanged for every office.
    own = Object.create(deps, {
      commits: {
        value: (work: Work<unknown>, priority?: Priority) => deps.commits(work, priority, office),
      },
    }) as Deps
    known.set(office, own)
    return own
  }
}

/** Serves the endpoints: who asks, query and body are known, in this order, before any of them runs. */
export function mount(router: Router, endpoints: readonly Endpoint[], deps: Deps): void {
  const ofOffice = depsByOffice(deps)
  for (const one of endpoints) {
    router[one.method](one.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (req, res) => {
      const me = one.access === 'anyone' ? undefined : await signedIn(deps, req)
      const query = one.query ? checked(one.query, req.query, 'query') : undefined
      const { value, corrected } = putRightIn(one.body ? await readJsonBody(req, res, one.access) : undefined)
      const body = one.body ? checked(one.body, value, '') : undefined
      const given = { params: req.params, query, body, corrected }
      const own = me ? ofOffice(me.person.office) : deps
      const call = { deps: own, ...given, me, req, res } as unknown as Call<never, never>
      const answer = await one.run(call)
      if (res.headersSent) return
      for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value)
      res.status(answer.status ?? one.response.status)
      if (answer.body === undefined) res.end()
      else sendJson(req, res, answer.body)
    })
  }
}

/** A question of the API as it stands in its list, with what the address and the query say. */
export type Question = { path: string; params?: Record<string, string>; query?: Record<string, string> }
/** Answers a question by its own endpoint, with the rights of this person. */
export type Ask = (me: SignedIn, question: Question) => Promise<Answer>

/** Answers what a page shows first by the endpoints that are asked for it otherwise: the same rights, the same views. */
export function asking(endpoints: readonly Endpoint[], deps: Deps): (req: Request, res: Response) => Ask {
  const ofOffice = depsByOffice(deps)
  const reads = new Map(endpoints.filter(({ method }) => method === 'get').map((one) => [one.path, one]))
  return (req, res) =>
    async (me, { path, params = {}, query: given = {} }) => {
      const one = reads.get(path)
      if (!one) throw new Error(`No endpoint answers GET ${path}`)
      const query = one.query ? checked(one.query, given, 'query') : undefined
      const own = ofOffice(me.person.office)
      const call = { deps: own, params, query, body: undefined, corrected: [], me, req, res }
      return one.run(call as unknown as Call<never, never>)
    }
}

/**
 * What `res.json` sends, without its copy of the text into a buffer: text and headers then leave in one write. Nothing of
 * the API has a hash for its ETag, and nothing is answered with 304.
 */
function sendJson(req: Request, res: Response, body: unknown): void {
  const text = JSON.stringify(body)
  res.setHeader('Content-Type', 'application/json; charset=utf-8')
  res.setHeader('Content-Length', Buffer.byteLength(text))
  if (req.method === 'HEAD') res.end()
  else res.end(text)
}

/** The value as the schema reads it; throws `invalid_request`, with each field that is wrong. */
export function checked<S extends Shape>(
  schema: S,
  value: unknown,
  prefix: string,
  code: ProblemCode = 'invalid_request',
) {
  const result = schema.safeParse(value)
  if (result.success) return result.data as z.output<S>
  throw new ApiProblem(code, {
    errors: result.error.issues.slice(0, maxErrors).flatMap((issue) =>
      // An unknown field is named by its own path, so that a form can show it there.
      (issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, maxErrors).map((key) => [...issue.path, key])
        : [issue.path]
      ).map((path) => ({
        path: [prefix, ...path.map(String)].filter(Boolean).join('.'),
        message: sentenceIn(issue) ?? { th: `ไม่ถูกต้อง: ${thaiIssue(issue)}`, en: englishIssue(issue) },
      })),
    ),
  })
}

function thaiIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'ไม่รู้จักช่องนี้'
  if (issue.code === 'too_big') return `ยาวหรือมากเกิน ${issue.maximum}`
  if (issue.code === 'too_small') return `สั้นหรือน้อยกว่า ${issue.minimum}`
  if (issue.code === 'invalid_type') return `ต้องเป็น ${issue.expected}`
  return 'รูปแบบไม่ถูกต้อง'
}

const englishIssue = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys' ? 'unknown field' : issue.message

/** The header of every change of what has revisions. */
export const revisionHeader = {
  name: 'If-Match',
  required: true,
  description: 'The revision last seen, such as "3".',
} as const
/** The header that names the revision of an answer, for the next `If-Match`. */
export const etag = ({ revision }: { revision: number }) => ({ ETag: `"${revision}"` })

/** The revision in `If-Match`, as `"3"` or `3`; throws `invalid_request` when it is missing or no number. */
export function ifMatch(req: Request): number {
  const match = /^(?:(?:W\/)?"(\d{1,15})"|(\d{1,15}))$/.exec(req.get('If-Match') ?? '')
  if (match) return Number(match[1] ?? match[2])
  throw new ApiProblem('invalid_request', {
    errors: [{ path: 'If-Match', message: missingRevision }],
  })
}
const missingRevision: Text = {
  th: 'ต้องส่งหัวข้อ If-Match พร้อมเลขฉบับ (revision) ที่เห็นล่าสุด เช่น If-Match: "3"',
  en: 'Send If-Match with the revision you last saw, such as If-Match: "3".',
}
