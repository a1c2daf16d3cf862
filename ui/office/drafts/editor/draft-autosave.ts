import type { Draft } from '../../../../api/http/procedure-contract.ts'
import {
  type AutosaveActor,
  type AutosaveSnapshot,
  type AutosaveStatus,
  flush,
  type Stored,
  settled,
  startAutosave,
  statusOf,
} from '../../../lib/autosave-machine.ts'
import { type Json, objectOf, type Path } from './edits/json.ts'
import { begin, edited, type History, redone, undone } from './history.ts'

type StoredDraft = Pick<Draft, 'revision' | 'json' | 'updatedBy' | 'updatedAt'>

/** What the autosave of a draft needs of its surroundings; the tests give their own. */
export type DraftPorts = {
  save: (revision: number, json: Json) => Promise<StoredDraft>
  load: () => Promise<StoredDraft>
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Runs later, in ms; gives the way to call it off. */
  later: (run: () => void, after: number) => () => void
  now: () => number
}

export type DraftState = {
  history: History
  /** The revision that what stands here was written on. */
  revision: number
  status: Exclude<AutosaveStatus, 'untitled' | 'partly'>
  savedAt: number | null
  error: unknown
  /** In a conflict: what the other person stored. */
  theirs: { json: Json; by: string; at: string } | null
  /** What was written came back from this machine, where an earlier save had not reached the server. */
  restored: boolean
  /** The last change by somebody else that was taken over without a question, as nothing of one's own was unsaved. */
  takenOver: { by: string; at: string } | null
}

const storedOf = ({ revision, json, updatedBy, updatedAt }: StoredDraft): Stored => ({
  id: '',
  revision,
  document: objectOf(json),
  by: updatedBy.name,
  at: Date.parse(updatedAt),
})
const byAndAt = ({ by = '', at = 0 }: Stored) => ({ by, at: new Date(at).toISOString() })
const historyOf = ({ context }: AutosaveSnapshot) => context.work as History

/** What the editor of a draft shows of its autosave. */
export function draftStateOf(snapshot: AutosaveSnapshot): DraftState {
  const { stored, savedAt, error, theirs, restored, takenOver } = snapshot.context
  return {
    history: historyOf(snapshot),
    revision: stored?.revision ?? 0,
    status: statusOf(snapshot) as DraftState['status'],
    savedAt,
    error,
    theirs: theirs && { json: theirs.document, ...byAndAt(theirs) },
    restored,
    takenOver: takenOver && byAndAt(takenOver),
  }
}

/**
 * The autosave of a draft of a procedure, with undo and redo: whichever of two versions is chosen in a conflict, the
 * other is one step back.
 */
export class DraftAutosave {
  readonly actor: AutosaveActor
  readonly #now: () => number

  constructor({ ports, key, draft }: { ports: DraftPorts; key: string; draft: StoredDraft }) {
    const { save, load, now } = ports
    this.#now = now
    this.actor = startAutosave({
      stored: storedOf(draft),
      work: begin,
      // As an edit of what stood here, so that it can be taken back.
      replaced: (work, json) => edited(work as History, { json, at: [], time: now() }),
      overwriting: (work, theirs) => {
        const history = work as History
        return { ...history, past: [...history.past, { json: theirs, at: [] }], future: [], last: undefined }
      },
      sendable: (json) => json,
      complete: () => true,
      change: async ({ revision }, json) => storedOf(await save(revision, json)),
      load: async () => storedOf(await load()),
      store: ports.store,
      later: ports.later,
      now,
      keyOf: () => key,
      field: 'json',
      newKey: () => '',
    })
  }

  getState = (): DraftState => draftStateOf(this.actor.getSnapshot())

  /** Begins to save what came back from this machine. */
  start(): void {
    this.actor.send({ type: 'open' })
  }

  /** One edit: a pure function of what stands here. `what` joins the letters of one word into one step back. */
  edit(change: (json: Json) => Json, at: Path, what?: string): void {
    const history = historyOf(this.actor.getSnapshot())
    const json = change(history.present)
    if (json !== history.present)
      this.actor.send({ type: 'edit', work: edited(history, { json, at, what, time: this.#now() }) })
  }

  /** Takes the last edit back; answers the place that it was made at. */
  undo(): Path | undefined {
    return this.#step(undone(historyOf(this.actor.getSnapshot())))
  }

  /** Makes the edit again that was taken back last; answers its place. */
  redo(): Path | undefined {
    return this.#step(redone(historyOf(this.actor.getSnapshot())))
  }

  #step(step: { history: History; at: Path } | undefined): Path | undefined {
    if (step) this.actor.send({ type: 'edit', work: step.history })
    return step?.at
  }

  /** Sends what is not sent yet; true when the server then has everything. */
  flush = (): Promise<boolean> => flush(this.actor)

  /** Sends what is not sent yet and stops: whatever does not arrive stays on this machine. */
  async close(): Promise<void> {
    this.actor.send({ type: 'close' })
    await settled(this.actor)
  }

  /** The draft as the server has it now: taken over at once where nothing of one's own is unsaved. */
  async seen(draft: StoredDraft): Promise<void> {
    this.actor.send({ type: 'seen', stored: storedOf(draft) })
    await settled(this.actor)
  }

  /** In a conflict: stores what was written here; what the other person stored is one step back. */
  async keepMine(): Promise<void> {
    this.actor.send({ type: 'keepMine' })
    await settled(this.actor)
  }

  /** In a conflict: goes on from what the other person stored; what was written here is one step back. */
  takeTheirs(): void {
    this.actor.send({ type: 'takeTheirs' })
  }
}
