import type { Problem, RequestView } from '../../../api/http/contract.ts'
import type { Text } from '../../../machines/procedure/procedure.ts'
import { ApiProblem } from '../../lib/api.ts'

export type Content = Record<string, unknown>
export type Saved = Pick<RequestView, 'id' | 'revision' | 'content'>

/** What the saver needs of the world; the tests give their own. */
export type SaverPorts = {
  create: (content: Content, idempotencyKey: string) => Promise<Saved>
  change: (id: string, revision: number, content: Content) => Promise<Saved>
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Runs later, in ms; gives the way to call it off. */
  later: (run: () => void, after: number) => () => void
  now: () => number
  newKey: () => string
}

export type DraftState = {
  content: Content
  request: { id: string; revision: number } | null
  /**
   * `partly`: all but the fields in `fieldErrors` is saved. `untitled`: nothing can be saved before there is a title.
   * `conflict`: somebody else changed the request; nothing is sent until the person has chosen.
   */
  status: 'untouched' | 'untitled' | 'waiting' | 'saving' | 'saved' | 'partly' | 'failed' | 'conflict'
  savedAt: number | null
  error: unknown
  fieldErrors: Record<string, Text>
  conflict: NonNullable<Problem['current']> | null
  /** What was typed came back from this machine, where an earlier save had not reached the server. */
  restored: boolean
}

type Kept = { content: Content; revision?: number; attempt?: { key: string; content: Content } }

export const saveAfter = 800
const retryFirst = 3_000
const retryMost = 60_000

/** The part of the content that can be sent: a link row that was only just added is not content yet. */
export function sendable(content: Content): Content {
  const isBlankLink = (row: unknown) =>
    typeof row === 'object' && row !== null && Object.values(row).every((value) => value === '')
  return Object.fromEntries(
    Object.entries(content)
      .map(([name, value]) => [name, Array.isArray(value) ? value.filter((row) => !isBlankLink(row)) : value])
      .filter(([, value]) => value !== null && value !== undefined),
  )
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/**
 * Saves what is typed, and never loses it: every change is kept on this machine at once, and sent a moment later. What
 * could not be sent is kept and sent again; what somebody else changed meanwhile is never overwritten unasked.
 */
export class DraftSaver {
  readonly #ports: SaverPorts
  readonly #newDraftKey: string
  readonly #keyOf: (id: string) => string
  readonly #listeners = new Set<() => void>()
  #state: DraftState
  /** The content as the server has it. */
  #base: Content
  #attempt: { key: string; content: Content } | undefined
  #cancel: (() => void) | undefined
  #sending: Promise<void> | undefined
  #retryAfter = retryFirst
  #closed = false

  constructor(options: {
    ports: SaverPorts
    request: Saved | null
    newDraftKey: string
    keyOf: (id: string) => string
  }) {
    this.#ports = options.ports
    this.#newDraftKey = options.newDraftKey
    this.#keyOf = options.keyOf
    const { request } = options
    this.#base = request?.content ?? {}
    const kept = this.#read(request ? this.#keyOf(request.id) : this.#newDraftKey)
    this.#attempt = kept?.attempt
    const restored = kept !== null && !same(kept.content, this.#base)
    this.#state = {
      content: restored ? kept.content : this.#base,
      // With the revision that the kept text was written on, so that a change by somebody else shows.
      request: request ? { id: request.id, revision: (restored && kept.revision) || request.revision } : null,
      status: restored ? 'waiting' : 'untouched',
      savedAt: null,
      error: null,
      fieldErrors: {},
      conflict: null,
      restored,
    }
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  getState = () => this.#state

  /** Begins to save what came back from this machine. */
  start(): void {
    this.#closed = false
    if (this.#state.status === 'waiting') this.#schedule(0)
  }

  change(name: string, value: unknown): void {
    const { [name]: _, ...fieldErrors } = this.#state.fieldErrors
    this.#set({ content: { ...this.#state.content, [name]: value }, fieldErrors })
    this.#keep()
    if (this.#state.status !== 'conflict') this.#schedule(saveAfter)
  }

  /** Sends what is not sent yet; true when the server then has everything. */
  async flush(): Promise<boolean> {
    this.#stop()
    while (this.#sending) await this.#sending
    if (this.#unsaved() && this.#mayBeSent()) await this.#send()
    return !this.#unsaved() && this.#state.request !== null
  }

  /** Sends what is not sent yet and stops: whatever does not arrive stays on this machine. */
  async close(): Promise<void> {
    this.#closed = true
    await this.flush()
  }

  #stop() {
    this.#cancel?.()
    this.#cancel = undefined
  }

  /** In a conflict: saves what was typed here over what somebody else saved. */
  async keepMine(): Promise<void> {
    const { conflict, request } = this.#state
    if (!conflict || !request) return
    this.#set({ request: { ...request, revision: conflict.revision }, conflict: null, status: 'waiting' })
    this.#keep()
    await this.#send()
  }

  /** Throws away what was typed here and goes on from what the server has. */
  takeTheirs(theirs: Saved): void {
    this.#stop()
    this.#base = theirs.content
    this.#ports.store.removeItem(this.#keyOf(theirs.id))
    this.#set({
      content: theirs.content,
      request: { id: theirs.id, revision: theirs.revision },
      status: 'untouched',
      error: null,
      fieldErrors: {},
      conflict: null,
      restored: false,
    })
  }

  /** Empties a new draft that has not become a request yet. */
  discard(): void {
    if (this.#state.request) return
    this.#stop()
    this.#attempt = undefined
    this.#ports.store.removeItem(this.#newDraftKey)
    this.#set({ content: {}, status: 'untouched', error: null, fieldErrors: {}, restored: false })
  }

  #unsaved = () => !same(sendable(this.#state.content), sendable(this.#base))

  #titled() {
    const { title } = this.#state.content
    return typeof title === 'string' && title.trim() !== ''
  }

  #mayBeSent = () => this.#titled() && this.#state.status !== 'conflict'

  #set(part: Partial<DraftState>) {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }

  #schedule(after: number) {
    this.#cancel?.()
    if (!this.#titled()) {
      this.#set({ status: 'untitled' })
      return
    }
    if (this.#state.status !== 'saving') this.#set({ status: 'waiting' })
    this.#cancel = this.#ports.later(() => {
      this.#cancel = undefined
      if (!this.#sending) void this.#send()
    }, after)
  }

  async #send() {
    this.#sending = this.#sendOnce()
    await this.#sending
    this.#sending = undefined
    // Typed while the save was under way.
    if (this.#state.status === 'waiting' && !this.#closed) this.#schedule(saveAfter)
  }

  async #sendOnce() {
    const sent = this.#state.content
    this.#set({ status: 'saving', error: null })
    try {
      await this.#deliver(sendable(sent))
      this.#delivered(sent, {})
    } catch (error) {
      const fieldErrors = fieldErrorsOf(error)
      if (Object.keys(fieldErrors).length > 0 && !('title' in fieldErrors))
        await this.#sendRest(sent, fieldErrors)
      else this.#failed(error, fieldErrors)
    }
  }

  /** One field that cannot stand yet (half an address) must not keep the others from being saved. */
  async #sendRest(sent: Content, fieldErrors: Record<string, Text>) {
    const rest = { ...sent }
    for (const name of Object.keys(fieldErrors)) rest[name] = this.#base[name]
    try {
      if (!this.#state.request || !same(sendable(rest), sendable(this.#base))) {
        await this.#deliver(sendable(rest))
      }
      this.#delivered(sent, fieldErrors)
    } catch (error) {
      this.#failed(error, fieldErrors)
    }
  }

  async #deliver(content: Content) {
    const { request } = this.#state
    if (request) {
      this.#accept(await this.#ports.change(request.id, request.revision, content))
      return
    }
    // The same attempt again when its answer was lost, so that one draft never becomes two requests.
    this.#attempt ??= { key: this.#ports.newKey(), content }
    this.#keep()
    const { key, content: first } = this.#attempt
    let created: Saved
    try {
      created = await this.#ports.create(first, key)
    } catch (error) {
      // A refusal is an answer: the next attempt is another one.
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) this.#attempt = undefined
      throw error
    }
    this.#attempt = undefined
    this.#ports.store.removeItem(this.#newDraftKey)
    this.#accept(created)
    if (!same(first, content)) this.#accept(await this.#ports.change(created.id, created.revision, content))
  }

  #accept(saved: Saved) {
    this.#base = saved.content
    this.#set({ request: { id: saved.id, revision: saved.revision } })
  }

  #delivered(sent: Content, fieldErrors: Record<string, Text>) {
    this.#retryAfter = retryFirst
    const common = { savedAt: this.#ports.now(), restored: false, fieldErrors }
    // The server may have left out what is empty; what it has is then not what was sent, letter by letter.
    if (Object.keys(fieldErrors).length === 0) this.#base = sent
    if (this.#state.content !== sent) this.#set({ ...common, status: 'waiting' })
    else if (Object.keys(fieldErrors).length > 0) this.#set({ ...common, status: 'partly' })
    else {
      this.#set({ ...common, status: 'saved' })
      const { request } = this.#state
      if (request) this.#ports.store.removeItem(this.#keyOf(request.id))
      return
    }
    this.#keep()
  }

  #failed(error: unknown, fieldErrors: Record<string, Text>) {
    const problem = error instanceof ApiProblem ? error.problem : null
    if (problem?.code === 'revision_conflict' && problem.current) {
      this.#set({ status: 'conflict', conflict: problem.current, error })
      return
    }
    this.#set({ status: 'failed', error, fieldErrors })
    const passing =
      !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429
    if (!passing || this.#closed) return
    this.#cancel = this.#ports.later(() => {
      this.#cancel = undefined
      void this.#send()
    }, this.#retryAfter)
    this.#retryAfter = Math.min(this.#retryAfter * 2, retryMost)
  }

  #keep() {
    const { request, content } = this.#state
    const kept: Kept = {
      content,
      ...(request ? { revision: request.revision } : {}),
      ...(this.#attempt ? { attempt: this.#attempt } : {}),
    }
    try {
      this.#ports.store.setItem(request ? this.#keyOf(request.id) : this.#newDraftKey, JSON.stringify(kept))
    } catch {
      // A full or forbidden store must not stop the save to the server, which is the one that counts.
    }
  }

  #read(key: string): Kept | null {
    try {
      const kept: unknown = JSON.parse(this.#ports.store.getItem(key) ?? 'null')
      return typeof kept === 'object' && kept !== null && 'content' in kept ? (kept as Kept) : null
    } catch {
      return null
    }
  }
}

/** The server's sentences about fields of the content, by field. */
function fieldErrorsOf(error: unknown): Record<string, Text> {
  const errors =
    error instanceof ApiProblem && error.code === 'invalid_content' ? (error.problem?.errors ?? []) : []
  return Object.fromEntries(errors.map(({ path, message }) => [path.replace(/^content\./, ''), message]))
}
