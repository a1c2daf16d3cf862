import type { z } from 'zod'
import type { endpoints } from './app.ts'
import type { ProblemCode } from './contract.ts'
import type { Endpoint } from './endpoint.ts'

// Types only: the browser imports this file, and nothing of the server may come with it.

type Listed = (typeof endpoints)[number]

/** Every operation by its method and path, `GET /api/requests/{id}`, as the server mounts it. */
type Operations = {
  [One in Listed as `${Uppercase<One['method']>} ${One['path']}`]: One
}
export type OperationName = keyof Operations

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never

/** A query as it is written: a coerced schema accepts `unknown`, an address only what has one spelling. */
type Written<Query> = {
  [Name in keyof Query]: unknown extends Query[Name] ? string | number | undefined : Query[Name] | undefined
}
type PathPart<Path extends string> = [ParameterOf<Path>] extends [never]
  ? unknown
  : { path: Record<ParameterOf<Path>, string | number> }
type QueryPart<Query> = Query extends z.ZodType
  ? Record<never, never> extends Written<z.input<Query>>
    ? { query?: Written<z.input<Query>> }
    : { query: Written<z.input<Query>> }
  : unknown
type BodyPart<Body> = Body extends z.ZodType ? { body: z.input<Body> } : unknown
type HeaderPart<Header> = ('If-Match' extends Name<Header> ? { ifMatch: number } : unknown) &
  ('Idempotency-Key' extends Name<Header> ? { idempotencyKey?: string } : unknown)
type Name<Header> = Header extends { name: infer Given } ? Given : never

/** What a call of an operation must give: the parameters of its path, its query, its body and its headers. */
export type Given<Operation extends OperationName> =
  Operations[Operation] extends Endpoint<infer _, infer Path, infer Query, infer Body, infer Header>
    ? PathPart<Path> & QueryPart<Query> & BodyPart<Body> & HeaderPart<Header>
    : never

/** What an operation answers with; undefined where it answers with no body. */
export type Answered<Operation extends OperationName> =
  Operations[Operation] extends Endpoint<
    Endpoint['method'],
    string,
    infer _Query,
    infer _Body,
    infer _Header,
    infer Schema
  >
    ? Schema extends z.ZodType
      ? z.output<Schema>
      : undefined
    : never

/** What any operation may answer, whatever it is about. */
type CommonCode = Extract<
  ProblemCode,
  | 'invalid_request'
  | 'not_signed_in'
  | 'not_permitted'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'internal_error'
  | 'storage_unavailable'
>
/** The problems that an operation can fail with. */
export type CodeOf<Operation extends OperationName> = CommonCode | Operations[Operation]['problems'][number]
