import type { Problem, RequestView } from '../../../api/http/contract.ts'
import type { Text } from '../../../machines/procedure/procedure.ts'
import { isBlank } from '../../../machines/text/blank.ts'
import {
  type AutosaveActor,
  type AutosaveSnapshot,
  type AutosaveStatus,
  flush,
  type Stored,
  settled,
  startAutosave,
  statusOf,
} from '../../lib/autosave-machine.ts'

export type Content = Record<string, unknown>
export type Saved = Pick<RequestView, 'id' | 'revision' | 'content'>

/** What the autosave of a request needs of its surroundings; the tests give their own. */
export type RequestPorts = {
  create: (content: Content, idempotencyKey: string) => Promise<Saved>
  change: (id: string, revision: number, content: Content) => Promise<Saved>
  load: (id: string) => Promise<Saved>
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Runs later, in ms; gives the way to call it off. */
  later: (run: () => void, after: number) => () => void
  now: () => number
  newKey: () => string
}

export type RequestDraft = {
  content: Content
  request: { id: string; revision: number } | null
  status: AutosaveStatus
  savedAt: number | null
  error: unknown
  fieldErrors: Record<string, Text>
  conflict: NonNullable<Problem['current']> | null
  /** What was typed came back from this machine, where an earlier save had not reached the server. */
  restored: boolean
}

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

const isTitled = ({ title }: Content) => typeof title === 'string' && !isBlank(title)
const storedOf = ({ id, revision, content }: Saved): Stored => ({ id, revision, document: content })

/** What the form of a request shows of its autosave. */
export function requestDraftOf(snapshot: AutosaveSnapshot): RequestDraft {
  const { work, stored, savedAt, error, fieldErrors, current, restored } = snapshot.context
  return {
    content: work.present,
    request: stored,
    status: statusOf(snapshot),
    savedAt,
    error,
    fieldErrors,
    conflict: current,
    restored,
  }
}

/** The autosave of a request's content. */
export class RequestAutosave {
  readonly actor: AutosaveActor

  constructor(options: {
    ports: RequestPorts
    /** The request to go on with; null for one that begins with its first save. */
    request: Saved | null
    newDraftKey: string
    keyOf: (id: string) => string
  }) {
    const { create, change, load, ...ports } = options.ports
    this.actor = startAutosave({
      ...ports,
      stored: options.request && storedOf(options.request),
      work: (present) => ({ present }),
      replaced: (_, present) => ({ present }),
      overwriting: (work) => work,
      sendable,
      complete: isTitled,
      create: async (content, key) => storedOf(await create(content, key)),
      change: async ({ id, revision }, content) => storedOf(await change(id, revision, content)),
      load: async (id) => storedOf(await load(id)),
      keyOf: (id) => (id === null ? options.newDraftKey : options.keyOf(id)),
      field: 'content',
    })
  }

  getState = (): RequestDraft => requestDraftOf(this.actor.getSnapshot())

  /** Begins to save what came back from this machine. */
  start(): void {
    this.actor.send({ type: 'open' })
  }

  change(field: string, value: unknown): void {
    const { present } = this.actor.getSnapshot().context.work
    this.actor.send({ type: 'edit', work: { present: { ...present, [field]: value } }, field })
  }

  /** Sends what is not sent yet; true when the server then has everything. */
  flush = (): Promise<boolean> => flush(this.actor)

  /** Sends what is not sent yet and stops: whatever does not arrive stays on this machine. */
  async close(): Promise<void> {
    this.actor.send({ type: 'close' })
    await settled(this.actor)
  }

  /** In a conflict: saves what was typed here over what somebody else saved. */
  async keepMine(): Promise<void> {
    this.actor.send({ type: 'keepMine' })
    await settled(this.actor)
  }

  /** In a conflict: throws away what was typed here and goes on from what the server has. */
  takeTheirs(theirs: Saved): void {
    this.actor.send({ type: 'takeTheirs', stored: storedOf(theirs) })
  }

  /** Empties a new draft that has not become a request yet. */
  discard(): void {
    this.actor.send({ type: 'discard' })
  }
}
