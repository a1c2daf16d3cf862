import type { Draft } from '../../../../api/http/procedure-contract.ts'
import { ApiProblem } from '../../../lib/api.ts'
import { type Json, objectOf, type Path } from './edits/json.ts'
import { begin, edited, type History, redone, undone } from './history.ts'

type Stored = Pick<Draft, 'revision' | 'json' | 'updatedBy' | 'updatedAt'>

/** What the keeper needs of the world; the tests give their own. */
export type KeeperPorts = {
  save: (revision: number, json: Json) => Promise<Stored>
  load: () => Promise<Stored>
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Runs later, in ms; gives the way to call it off. */
  later: (run: () => void, after: number) => () => void
  now: () => number
}

export type KeeperState = {
  history: History
  /** The revision that what stands here was written on. */
  revision: number
  /** `conflict`: somebody else changed the draft; nothing is sent until the person has chosen. */
  status: 'untouched' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict'
  savedAt: number | null
  error: unknown
  /** In a conflict: what the other person stored. */
  theirs: Stored | null
  /** What was written came back from this machine, where an earlier save had not reached the server. */
  restored: boolean
  /** The last change by somebody else that was taken over without a question, as nothing of one's own was unsaved. */
  takenOver: { by: string; at: string } | null
}

export const saveAfter = 900
const retryFirst = 3_000
const retryMost = 60_000

const same = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other)

/**
 * Keeps a draft of a procedure while it is edited: undo and redo, every edit on this machine at once and on the server
 * a moment later. What could not be sent is kept and sent again. What somebody else stored meanwhile is never
 * overwritten unasked, and whichever of two is chosen, the other is one step back.
 */
export class DraftKeeper {
  readonly #ports: KeeperPorts
  readonly #key: string
  readonly #listeners = new Set<() => void>()
  #state: KeeperState
  /** The draft as the server has it. */
  #base: Json
  #cancel: (() => void) | undefined
  #sending: Promise<void> | undefined
  #retryAfter = retryFirst
  #closed = false

  constructor({ ports, key, draft }: { ports: KeeperPorts; key: string; draft: Stored }) {
    this.#ports = ports
    this.#key = key
    this.#base = objectOf(draft.json)
    const kept = this.#read()
    const restored = kept !== undefined && !same(kept.json, this.#base)
    const start = begin(this.#base)
    this.#state = {
      // As an edit of what the server has, so that it can be taken back.
      history: restored ? edited(start, { json: kept.json, at: [], time: 0 }) : start,
      // The revision that the kept text was written on, so that a change by somebody else shows.
      revision: restored ? kept.revision : draft.revision,
      status: restored ? 'waiting' : 'untouched',
      ...{ savedAt: null, error: null, theirs: null, restored, takenOver: null },
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

  /** One edit: a pure function of what stands here. `what` joins the letters of one word into one step back. */
  edit(change: (json: Json) => Json, at: Path, what?: string): void {
    const { history } = this.#state
    const json = change(history.present)
    if (json === history.present) return
    this.#changed(edited(history, { json, at, what, time: this.#ports.now() }))
  }

  /** Takes the last edit back; answers the place that it was made at. */
  undo(): Path | undefined {
    return this.#step(undone(this.#state.history))
  }

  /** Makes the edit again that was taken back last; answers its place. */
  redo(): Path | undefined {
    return this.#step(redone(this.#state.history))
  }

  #step(step: { history: History; at: Path } | undefined): Path | undefined {
    if (step) this.#changed(step.history)
    return step?.at
  }

  #changed(history: History) {
    this.#set({ history })
    this.#keep()
    if (this.#state.status !== 'conflict') this.#schedule(saveAfter)
  }

  /** Sends what is not sent yet; true when the server then has everything. */
  async flush(): Promise<boolean> {
    this.#stop()
    while (this.#sending) await this.#sending
    if (this.#unsaved() && this.#state.status !== 'conflict') await this.#send()
    return !this.#unsaved()
  }

  /** Sends what is not sent yet and stops: whatever does not arrive stays on this machine. */
  async close(): Promise<void> {
    this.#closed = true
    await this.flush()
  }

  /** The draft as the server has it now: taken over at once where nothing of one's own is unsaved. */
  async seen(draft: Stored): Promise<void> {
    while (this.#sending) await this.#sending
    if (draft.revision <= this.#state.revision || this.#state.status === 'conflict') return
    if (this.#unsaved()) {
      this.#stop()
      this.#set({ status: 'conflict', theirs: draft, error: null })
      return
    }
    this.#takeOver(draft)
    this.#set({
      ...{ status: 'saved', savedAt: Date.parse(draft.updatedAt) },
      takenOver: { by: draft.updatedBy.name, at: draft.updatedAt },
    })
  }

  /** In a conflict: stores what was written here; what the other person stored is one step back. */
  async keepMine(): Promise<void> {
    const { theirs, history } = this.#state
    if (!theirs) return
    this.#base = objectOf(theirs.json)
    const past = [...history.past, { json: this.#base, at: [] }]
    this.#set({
      history: { ...history, past, future: [], last: undefined },
      ...{ revision: theirs.revision, theirs: null, status: 'waiting' as const },
    })
    this.#keep()
    await this.#send()
  }

  /** In a conflict: goes on from what the other person stored; what was written here is one step back. */
  takeTheirs(): void {
    const { theirs } = this.#state
    if (!theirs) return
    this.#stop()
    this.#takeOver(theirs)
    this.#set({ status: 'saved', savedAt: Date.parse(theirs.updatedAt), theirs: null, error: null })
  }

  #takeOver({ json, revision }: Stored) {
    this.#base = objectOf(json)
    const history = edited(this.#state.history, { json: this.#base, at: [], time: this.#ports.now() })
    this.#set({ history, revision, restored: false })
    this.#ports.store.removeItem(this.#key)
  }

  #unsaved = () => !same(this.#state.history.present, this.#base)

  #stop() {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #set(part: Partial<KeeperState>) {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }

  #schedule(after: number) {
    this.#stop()
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
    // Edited while the save was under way.
    if (this.#state.status === 'waiting' && !this.#closed) this.#schedule(saveAfter)
  }

  async #sendOnce() {
    const sent = this.#state.history.present
    if (same(sent, this.#base)) {
      this.#delivered(sent)
      return
    }
    this.#set({ status: 'saving', error: null })
    try {
      const { revision } = await this.#ports.save(this.#state.revision, sent)
      this.#set({ revision })
      this.#delivered(sent)
    } catch (error) {
      await this.#failed(error, sent)
    }
  }

  #delivered(sent: Json) {
    this.#retryAfter = retryFirst
    this.#base = sent
    const done = this.#state.history.present === sent
    this.#set({ status: done ? 'saved' : 'waiting', savedAt: this.#ports.now(), restored: false })
    if (done) this.#ports.store.removeItem(this.#key)
    else this.#keep()
  }

  async #failed(error: unknown, sent: Json) {
    if (error instanceof ApiProblem && error.code === 'revision_conflict') {
      const theirs = await this.#ports.load().catch(() => null)
      if (theirs && same(theirs.json, sent)) {
        // One's own save whose answer was lost on the way, or the same edit by both.
        this.#set({ revision: theirs.revision })
        this.#delivered(sent)
        return
      }
      if (theirs) {
        this.#set({ status: 'conflict', theirs, error })
        return
      }
    }
    this.#set({ status: 'failed', error })
    const passing =
      !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429
    if ((!passing && !isConflict(error)) || this.#closed) return
    this.#cancel = this.#ports.later(() => {
      this.#cancel = undefined
      void this.#send()
    }, this.#retryAfter)
    this.#retryAfter = Math.min(this.#retryAfter * 2, retryMost)
  }

  #keep() {
    const { history, revision } = this.#state
    try {
      this.#ports.store.setItem(this.#key, JSON.stringify({ json: history.present, revision }))
    } catch {
      // A full or forbidden store must not stop the save to the server, which is the one that counts.
    }
  }

  #read(): { json: Json; revision: number } | undefined {
    try {
      const kept = objectOf(JSON.parse(this.#ports.store.getItem(this.#key) ?? 'null'))
      return typeof kept.json === 'object' && kept.json !== null && typeof kept.revision === 'number'
        ? { json: objectOf(kept.json), revision: kept.revision }
        : undefined
    } catch {
      return undefined
    }
  }
}

const isConflict = (error: unknown) => error instanceof ApiProblem && error.code === 'revision_conflict'
