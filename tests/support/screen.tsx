import { afterEach, beforeAll } from '@jest/globals'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import type { Problem, Session } from '../../api/http/contract.ts'
import type { Answered, OperationName } from '../../api/http/operations.ts'
import { startI18n } from '../../ui/lib/i18n/i18n.ts'
import { SessionProvider } from '../../ui/lib/session.tsx'

export const text = (th: string) => ({ th, en: th })

/** An officer of CMI 3, signed in. */
export const officer: Session = {
  person: {
    id: 'p1',
    username: 'suda',
    name: 'สุดา ใจดี',
    position: 'นักวิชาการศึกษา',
    office: 'cmi3',
    disabled: false,
    appointments: [],
  },
  office: {
    id: 'cmi3',
    name: text('สพป. เชียงใหม่ เขต 3'),
    abbreviation: text('สพป.ชม.3'),
    digits: 'arab',
    inspectorAllowed: false,
  },
  mode: 'demo',
}

export type SentCall = { operation: string; body: unknown; ifMatch: string | null; key: string | null }
type Reply = () => Response | Promise<Response>

/** The API as a test wants it: typed answers by operation, and what was sent. What no test expects is refused. */
export class FakeApi {
  readonly sent: SentCall[] = []
  readonly #replies: { pattern: RegExp; method: string; reply: Reply }[] = []

  /** From now on this operation answers so; a later answer for the same operation goes before an earlier one. */
  answer<Operation extends OperationName>(operation: Operation, body: Answered<Operation>): void {
    this.#reply(operation, () =>
      body === undefined ? new Response(null, { status: 204 }) : Response.json(body),
    )
  }

  /** From now on this operation answers so, but not before what is returned is called. */
  answerLate<Operation extends OperationName>(operation: Operation, body: Answered<Operation>): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#reply(operation, () => promise.then(() => Response.json(body)))
    return resolve
  }

  /** From now on this operation fails with a problem. */
  refuse(operation: OperationName, problem: Pick<Problem, 'code' | 'status'> & Partial<Problem>): void {
    this.#reply(operation, () => problemResponse(problem))
  }

  /** The same, but not before what is returned is called. */
  refuseLate(
    operation: OperationName,
    problem: Pick<Problem, 'code' | 'status'> & Partial<Problem>,
  ): () => void {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#reply(operation, () => promise.then(() => problemResponse(problem)))
    return resolve
  }

  /** From now on this operation is not reached. */
  cutOff(operation: OperationName): void {
    this.#reply(operation, () => Promise.reject(new TypeError('no network')))
  }

  #reply(operation: OperationName, reply: Reply): void {
    const [method = '', path = ''] = operation.split(' ')
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?]+')}(\\?|$)`)
    this.#replies.unshift({ method, pattern, reply })
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { method = 'GET', body } = init
    const headers = new Headers(init.headers)
    const address = String(input)
    this.sent.push({
      operation: `${method} ${address}`,
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
      ifMatch: headers.get('If-Match'),
      key: headers.get('Idempotency-Key'),
    })
    const found = this.#replies.find((one) => one.method === method && one.pattern.test(address))
    if (!found) throw new Error(`FakeApi: no test expects ${method} ${address}`)
    return found.reply()
  }

  /** What was sent other than reads. */
  get changes(): SentCall[] {
    return this.sent.filter(({ operation }) => !operation.startsWith('GET '))
  }
}

const problemResponse = (problem: Pick<Problem, 'code' | 'status'> & Partial<Problem>): Response =>
  Response.json({ message: text('ปฏิเสธ'), ...problem }, { status: problem.status })

// Thai is kept from breaking within words by an element or a mark around each: neither is a blank to the reader.
export const squeezed = (words: string) => words.replaceAll(/[\s\u200b\u2060]/g, '')

/** For `getByRole`: a name that has these words. */
export const named = (words: string) => ({ name: (name: string) => squeezed(name).includes(squeezed(words)) })
/** For `getByRole`: a name that is these words. */
export const namedJust = (words: string) => ({ name: (name: string) => squeezed(name) === squeezed(words) })

/** Whether the screen says these words somewhere. */
export const isSaid = (words: string): boolean =>
  squeezed(document.body.textContent ?? '').includes(squeezed(words))

type ShowOptions = { session?: Session; at?: string; path?: string }

/** Shows a part of a screen to a signed-in person, in Thai, against the given API. */
export function show(
  part: ReactNode,
  api: FakeApi,
  { session = officer, at = '/', path = '*' }: ShowOptions = {},
) {
  globalThis.fetch = api.fetch
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = createMemoryRouter([{ path, element: part }], { initialEntries: [at] })
  const user = userEvent.setup()
  const view = render(
    <QueryClientProvider client={client}>
      <SessionProvider session={session}>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>,
  )
  return { ...view, user, router, client }
}

/** To be called once by each file of component tests: the words, and a clean machine after each test. */
export function cleanScreens(): void {
  beforeAll(() => {
    localStorage.setItem('prakat.language', 'th')
    startI18n()
  })
  afterEach(() => {
    cleanup()
    localStorage.clear()
  })
}
