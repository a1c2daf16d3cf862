import {
  type ActorRefFrom,
  and,
  assign,
  createActor,
  enqueueActions,
  fromPromise,
  not,
  type SnapshotFrom,
  setup,
  stateIn,
  waitFor,
} from 'xstate'
import type { Problem } from '../../api/http/contract.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from './api.ts'

export type Document = Record<string, unknown>
/** A document as the server has it, by the revision that the next change must name (optimistic concurrency). */
export type Stored = { id: string; revision: number; document: Document; at?: number; by?: string }
/** What is edited: the document as it stands here, and whatever its editor keeps beside it (undo and redo). */
export type Work = { present: Document }
/** A creation that may have reached the server: it is repeated as it was, so that it never creates two. */
type Attempt = { key: string; document: Document }

/** What differs between the kinds of documents, and what the machine needs of its surroundings. */
export type AutosaveInput = {
  /** As the server has it; null where the first save creates it. */
  stored: Stored | null
  work: (document: Document) => Work
  /** After somebody else's document was taken over, or written over. */
  replaced: (work: Work, theirs: Document) => Work
  overwriting: (work: Work, theirs: Document) => Work
  /** The part of the document that is sent. */
  sendable: (document: Document) => Document
  /** Whether it can be saved at all: a request has a title. */
  complete: (document: Document) => boolean
  create?: (document: Document, idempotencyKey: string) => Promise<Stored>
  change: (stored: Pick<Stored, 'id' | 'revision'>, document: Document) => Promise<Stored>
  /** What the server has now, after it refused a revision. */
  load: (id: string) => Promise<Stored>
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Where it is kept on this machine, and the name that the document has there. */
  keyOf: (id: string | null) => string
  field: string
  now: () => number
  newKey: () => string
}

type Context = {
  input: AutosaveInput
  work: Work
  stored: Pick<Stored, 'id' | 'revision'> | null
  /** The document as the server has it. */
  base: Document
  /** What is being sent. */
  sent: Document
  attempt: Attempt | undefined
  /** What this page wrote last into the browser's store, which it shares with other tabs. */
  kept: string | null
  failures: number
  savedAt: number | null
  error: unknown
  /** The server's sentence about each field that cannot stand as it is. */
  fieldErrors: Record<string, Text>
  /** Those that are left out of the save that is under way. */
  leftOut: Record<string, Text>
  /** In a conflict: what the server said of the change that is in the way, and what it then had. */
  current: NonNullable<Problem['current']> | null
  theirs: Stored | null
  restored: boolean
  /** Somebody else's document that was taken over unasked, as nothing here was unsaved. */
  takenOver: Stored | null
  /** What was seen of the server while a save was under way. */
  seen: Stored | null
}

type AutosaveEvent =
  | { type: 'open' }
  | { type: 'close' }
  | { type: 'edit'; work: Work; field?: string }
  | { type: 'flush' }
  | { type: 'seen'; stored: Stored }
  | { type: 'keepMine' }
  | { type: 'takeTheirs'; stored?: Stored }
  | { type: 'discard' }

/** How long after the last key a save begins, and how long it waits after failures: twice as long each time, in ms. */
export const saveAfter = 800
const firstRetry = 3_000
const lastRetry = 60_000

const same = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other)
const outputOf = (event: unknown): Stored => (event as { output: Stored }).output

/** The server's sentences about fields of the document, by field. */
function fieldErrorsOf(error: unknown): Record<string, Text> {
  const errors =
    error instanceof ApiProblem && error.code === 'invalid_content' ? (error.problem?.errors ?? []) : []
  return Object.fromEntries(errors.map(({ path, message }) => [path.replace(/^content\./, ''), message]))
}
const currentOf = (error: unknown) =>
  (error instanceof ApiProblem && error.code === 'revision_conflict' && error.problem?.current) || null
/** Whether the same save may succeed later: no network, or a server that is down, busy or has had enough for now. */
const isTransient = (error: unknown) =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.status === 429

/** The document without the fields that cannot stand: half an address must not keep the others from being saved. */
const without = (document: Document, base: Document, fields: string[]): Document => ({
  ...document,
  ...Object.fromEntries(fields.map((name) => [name, base[name]])),
})
const toSend = ({ input, sent, base, leftOut }: Context) =>
  input.sendable(without(sent, base, Object.keys(leftOut)))
const isUnsaved = ({ input, work, base }: Context) =>
  !same(input.sendable(work.present), input.sendable(base))

type Kept = { document: Document; revision?: number; attempt?: Attempt }

function readKept({ store, keyOf, field }: AutosaveInput, id: string | null): Kept | null {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(id)) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const { [field]: document, ...rest } = kept as Record<string, unknown>
    return typeof document === 'object' && document !== null
      ? ({ ...rest, document: document as Document } as Kept)
      : null
  } catch {
    return null
  }
}

function begin(input: AutosaveInput): Context {
  const { stored } = input
  const base = stored?.document ?? {}
  const kept = readKept(input, stored?.id ?? null)
  const restored = kept !== null && !same(kept.document, base)
  const work = input.work(base)
  return {
    input,
    work: restored ? input.replaced(work, kept.document) : work,
    // With the revision that the kept text was written on, so that a change by somebody else shows.
    stored: stored ? { id: stored.id, revision: (restored && kept.revision) || stored.revision } : null,
    base,
    sent: base,
    attempt: kept?.attempt,
    kept: kept === null ? null : input.store.getItem(input.keyOf(stored?.id ?? null)),
    failures: 0,
    savedAt: null,
    error: null,
    fieldErrors: {},
    leftOut: {},
    current: null,
    theirs: null,
    restored,
    takenOver: null,
    seen: null,
  }
}

/**
 * Saves a document while it is edited and never loses it: every edit is kept on this machine at once and sent a moment
 * later, what could not be sent is kept and sent again, and what somebody else stored meanwhile is never overwritten
 * unasked. Drawn in docs/autosave.md.
 */
export const autosaveMachine = setup({
  types: { context: {} as Context, events: {} as AutosaveEvent, input: {} as AutosaveInput },
  delays: {
    debounce: saveAfter,
    /** Twice as long after each failure, and never sooner than the server asked for. */
    backoff: ({ context: { failures, error } }) =>
      Math.max(
        Math.min(firstRetry * 2 ** (failures - 1), lastRetry),
        error instanceof ApiProblem ? (error.retryAfter ?? 0) : 0,
      ),
  },
  actors: {
    create: fromPromise<Stored, Context>(({ input: { input, attempt } }) => {
      if (!input.create || !attempt) throw new Error('autosave: nothing says how this document is created')
      return input.create(attempt.document, attempt.key)
    }),
    change: fromPromise<Stored, Context>(({ input: context }) => {
      if (!context.stored) throw new Error('autosave: there is nothing on the server to change')
      return context.input.change(context.stored, toSend(context))
    }),
    load: fromPromise<Stored, Context>(({ input: { input, stored } }) => input.load(stored?.id ?? '')),
  },
  guards: {
    restored: ({ context }) => context.restored,
    unsaved: ({ context }) => isUnsaved(context),
    complete: ({ context }) => context.input.complete(context.work.present),
    'unsaved and complete': ({ context }) =>
      isUnsaved(context) && context.input.complete(context.work.present),
    'complete after this edit': ({ context, event }) =>
      event.type === 'edit' && context.input.complete(event.work.present),
    'not created': ({ context }) => context.stored === null,
    'more to send': ({ context }) => !same(context.attempt?.document, toSend(context)),
    'nothing else to send': ({ context }) =>
      context.stored !== null &&
      Object.keys(context.leftOut).length > 0 &&
      same(toSend(context), context.input.sendable(context.base)),
    'edited meanwhile': ({ context }) => context.work.present !== context.sent,
    'some left out': ({ context }) => Object.keys(context.leftOut).length > 0,
    'newer than here': ({ context, event }) =>
      event.type === 'seen' && context.stored !== null && event.stored.revision > context.stored.revision,
    'newer, and unsaved here': ({ context, event }) =>
      event.type === 'seen' &&
      context.stored !== null &&
      event.stored.revision > context.stored.revision &&
      isUnsaved(context),
    'another revision': ({ context: { error } }) =>
      error instanceof ApiProblem && error.code === 'revision_conflict',
    'fields that cannot stand': ({ context }) => {
      const names = Object.keys(fieldErrorsOf(context.error))
      return names.length > 0 && !names.includes('title') && Object.keys(context.leftOut).length === 0
    },
    'signed out': ({ context: { error } }) => error instanceof ApiProblem && error.status === 401,
    transient: ({ context }) => isTransient(context.error),
    'as it was sent': ({ context, event }) =>
      same(context.input.sendable(outputOf(event).document), toSend(context)),
    'told by the refusal': ({ context }) => currentOf(context.error) !== null,
  },
  actions: {
    edit: assign(({ context, event }) => {
      if (event.type !== 'edit') return {}
      const { [event.field ?? '']: _, ...fieldErrors } = context.fieldErrors
      return { work: event.work, fieldErrors }
    }),
    /** Keeps what stands here in the browser's store until the server has it. */
    keep: assign(({ context: { input, work, stored, attempt, kept: before } }) => {
      const kept = JSON.stringify({
        [input.field]: work.present,
        ...(stored ? { revision: stored.revision } : {}),
        ...(attempt ? { attempt } : {}),
      })
      try {
        input.store.setItem(input.keyOf(stored?.id ?? null), kept)
        return { kept }
      } catch {
        // A full or forbidden store must not stop the save to the server, which is the one that counts.
        return { kept: before }
      }
    }),
    /** Lets go of what this page kept; what another tab has written there since is not this page's to remove. */
    forget: assign(({ context: { input, stored, kept } }) => {
      for (const key of [input.keyOf(stored?.id ?? null), input.keyOf(null)])
        if (kept !== null && input.store.getItem(key) === kept) input.store.removeItem(key)
      return { kept: null }
    }),
    'take what to send': assign(({ context }) => ({
      sent: context.work.present,
      error: null,
      leftOut: {},
    })),
    'begin an attempt': assign(({ context }) => ({
      // The same attempt again when its answer was lost, so that one document is never created twice.
      attempt: context.attempt ?? { key: context.input.newKey(), document: toSend(context) },
    })),
    /** A refusal is an answer: the next attempt is another one. */
    'end a refused attempt': assign(({ context: { attempt, error } }) => {
      const refused = error instanceof ApiProblem && error.status >= 400 && error.status < 500
      return { attempt: refused ? undefined : attempt }
    }),
    accept: assign(({ event }) => {
      const { id, revision, document } = outputOf(event)
      return { stored: { id, revision }, base: document }
    }),
    'end the attempt': assign({ attempt: undefined }),
    /** The server may have left out what is empty; what it has is then not what was sent, letter by letter. */
    'note the save': assign(({ context }) => ({
      base: Object.keys(context.leftOut).length === 0 ? context.sent : context.base,
      savedAt: context.input.now(),
      fieldErrors: context.leftOut,
      failures: 0,
      error: null,
      restored: false,
    })),
    'note the error': assign(({ event }) => ({ error: (event as unknown as { error: unknown }).error })),
    'leave out those fields': assign(({ context }) => ({
      leftOut: fieldErrorsOf(context.error),
      error: null,
    })),
    'note the failure': assign(({ context }) => ({
      failures: context.failures + 1,
      fieldErrors: { ...context.leftOut, ...fieldErrorsOf(context.error) },
    })),
    'note what is in the way': assign(({ context }) => ({ current: currentOf(context.error) })),
    'note theirs': assign(({ event }) => ({
      theirs: event.type === 'seen' ? event.stored : outputOf(event),
    })),
    'clear the error': assign({ error: null }),
    'clear the conflict': assign({ current: null, theirs: null, error: null, fieldErrors: {} }),
    'write over theirs': assign(({ context: { input, work, base, stored, theirs, current } }) => ({
      work: theirs ? input.overwriting(work, theirs.document) : work,
      base: theirs?.document ?? base,
      stored: stored && { id: stored.id, revision: theirs?.revision ?? current?.revision ?? stored.revision },
    })),
    'take theirs over': assign(({ context, event }) => {
      const theirs =
        (event.type === 'takeTheirs' || event.type === 'seen' ? event.stored : null) ?? context.theirs
      if (!theirs) return {}
      const { id, revision, document, at = null } = theirs
      return {
        work: context.input.replaced(context.work, document),
        base: document,
        stored: { id, revision },
        savedAt: at,
        restored: false,
        takenOver: event.type === 'seen' ? theirs : context.takenOver,
      }
    }),
    'begin anew': assign(({ context: { input } }) => ({
      work: input.work({}),
      attempt: undefined,
      restored: false,
    })),
    'remember what was seen': assign(({ event }) => (event.type === 'seen' ? { seen: event.stored } : {})),
    'look at what was seen': enqueueActions(({ context: { seen }, enqueue }) => {
      if (!seen) return
      enqueue.assign({ seen: null })
      enqueue.raise({ type: 'seen', stored: seen })
    }),
  },
}).createMachine({
  id: 'autosave',
  context: ({ input }) => begin(input),
  type: 'parallel',
  states: {
    page: {
      initial: 'open',
      states: {
        open: { on: { close: { target: 'closed' } } },
        closed: { id: 'closed', on: { open: { target: 'open' } } },
      },
    },
    document: {
      initial: 'beginning',
      on: {
        edit: [
          { guard: 'complete after this edit', target: '.waiting', actions: ['edit', 'keep'] },
          { target: '.untitled', actions: ['edit', 'keep'] },
        ],
        flush: { guard: 'unsaved and complete', target: '.sending' },
        close: { guard: 'unsaved and complete', target: '.sending' },
        seen: [
          {
            guard: 'newer, and unsaved here',
            target: '.conflict',
            actions: ['note theirs', 'clear the error'],
          },
          { guard: 'newer than here', target: '.saved', actions: ['take theirs over', 'forget'] },
        ],
        discard: {
          guard: 'not created',
          target: '.untouched',
          actions: ['begin anew', 'clear the conflict', 'forget'],
        },
      },
      states: {
        beginning: {
          always: [{ guard: 'restored', target: 'restored' }, { target: 'untouched' }],
        },
        untouched: {},
        /** What was typed came back from this machine, where an earlier save had not reached the server. */
        restored: {
          on: { open: [{ guard: 'complete', target: 'sending' }, { target: 'untitled' }] },
        },
        /** Nothing can be saved before there is a title. */
        untitled: { id: 'untitled' },
        waiting: {
          id: 'waiting',
          after: {
            debounce: [{ guard: 'unsaved', target: 'sending' }, { target: 'unchanged' }],
          },
          on: {
            flush: [{ guard: 'unsaved', target: 'sending' }, { target: 'unchanged' }],
            close: [{ guard: 'unsaved', target: 'sending' }, { target: 'unchanged' }],
          },
        },
        /** Edited, and taken back before it was sent. */
        unchanged: {
          entry: ['take what to send', 'note the save', 'forget'],
          always: { target: 'saved' },
        },
        sending: {
          id: 'sending',
          type: 'parallel',
          entry: 'take what to send',
          exit: 'look at what was seen',
          on: {
            edit: { actions: ['edit', 'keep'] },
            seen: { actions: 'remember what was seen' },
            discard: {},
          },
          states: {
            flush: {
              initial: 'none',
              states: {
                none: { on: { flush: { target: 'asked' }, close: { target: 'asked' } } },
                /** What is typed during this save, or fails for the moment, is sent again at once. */
                asked: { id: 'asked', on: { flush: {}, close: {} } },
              },
            },
            call: {
              initial: 'choosing',
              states: {
                choosing: {
                  always: [
                    { guard: 'nothing else to send', target: 'delivered' },
                    { guard: 'not created', target: 'creating' },
                    { target: 'changing' },
                  ],
                },
                creating: {
                  entry: ['begin an attempt', 'keep'],
                  invoke: {
                    src: 'create',
                    input: ({ context }) => context,
                    onDone: [
                      {
                        guard: 'more to send',
                        target: 'changing',
                        actions: ['forget', 'accept', 'end the attempt', 'keep'],
                      },
                      { target: 'delivered', actions: ['forget', 'accept', 'end the attempt', 'keep'] },
                    ],
                    onError: { target: 'judging', actions: ['note the error', 'end a refused attempt'] },
                  },
                },
                changing: {
                  invoke: {
                    src: 'change',
                    input: ({ context }) => context,
                    onDone: { target: 'delivered', actions: 'accept' },
                    onError: { target: 'judging', actions: 'note the error' },
                  },
                },
                judging: {
                  always: [
                    { guard: 'signed out', target: '#signedOut', actions: 'note the failure' },
                    { guard: 'another revision', target: 'comparing' },
                    {
                      guard: 'fields that cannot stand',
                      target: 'choosing',
                      actions: 'leave out those fields',
                    },
                    {
                      guard: and(['transient', stateIn('#asked')]),
                      target: '#sending',
                      reenter: true,
                      actions: 'note the failure',
                    },
                    {
                      guard: and(['transient', not(stateIn('#closed'))]),
                      target: '#retrying',
                      actions: 'note the failure',
                    },
                    { target: '#refused', actions: 'note the failure' },
                  ],
                },
                /** What the server has may be one's own save, whose answer was lost on the way. */
                comparing: {
                  invoke: {
                    src: 'load',
                    input: ({ context }) => context,
                    onDone: [
                      { guard: 'as it was sent', target: 'delivered', actions: 'accept' },
                      { target: '#conflict', actions: ['note what is in the way', 'note theirs'] },
                    ],
                    onError: [
                      {
                        guard: 'told by the refusal',
                        target: '#conflict',
                        actions: 'note what is in the way',
                      },
                      { guard: not(stateIn('#closed')), target: '#retrying', actions: 'note the failure' },
                      { target: '#refused', actions: 'note the failure' },
                    ],
                  },
                },
                delivered: {
                  entry: 'note the save',
                  always: [
                    {
                      guard: and(['edited meanwhile', 'complete', stateIn('#asked')]),
                      target: '#sending',
                      reenter: true,
                      actions: 'keep',
                    },
                    {
                      guard: and(['edited meanwhile', 'complete']),
                      target: '#waiting',
                      actions: 'keep',
                    },
                    { guard: 'edited meanwhile', target: '#untitled', actions: 'keep' },
                    { guard: 'some left out', target: '#partly', actions: 'keep' },
                    { target: '#saved', actions: 'forget' },
                  ],
                },
              },
            },
          },
        },
        saved: { id: 'saved' },
        /** All but the fields that cannot stand is saved. */
        partly: { id: 'partly' },
        failed: {
          initial: 'refused',
          states: {
            /** For the moment: no network, or a server that is down or busy. */
            retrying: { id: 'retrying', after: { backoff: { target: '#sending' } } },
            /** For good: until something is typed, or the person asks for it. */
            refused: { id: 'refused' },
            /** The session ended: whoever signs in again finds on this machine what was typed. */
            signedOut: { id: 'signedOut' },
          },
        },
        /** Somebody else changed the document: nothing is sent until the person has chosen. Both versions are kept. */
        conflict: {
          id: 'conflict',
          on: {
            edit: { actions: ['edit', 'keep'] },
            flush: {},
            close: {},
            seen: {},
            keepMine: {
              target: 'sending',
              actions: ['write over theirs', 'clear the conflict', 'keep'],
            },
            takeTheirs: {
              target: 'saved',
              actions: ['take theirs over', 'clear the conflict', 'forget'],
            },
          },
        },
      },
    },
  },
})

export type AutosaveSnapshot = SnapshotFrom<typeof autosaveMachine>
export type AutosaveActor = ActorRefFrom<typeof autosaveMachine>
export type AutosaveStatus =
  | 'untouched'
  | 'untitled'
  | 'waiting'
  | 'saving'
  | 'saved'
  | 'partly'
  | 'failed'
  | 'conflict'

/** How a document stands, for those who read the screen. */
export function statusOf({ value }: AutosaveSnapshot): AutosaveStatus {
  const { document } = value
  if (typeof document !== 'string') return 'sending' in document ? 'saving' : 'failed'
  if (document === 'restored') return 'waiting'
  return document === 'beginning' || document === 'unchanged' ? 'untouched' : document
}

/** Sends what is not sent yet; true when the server then has everything. */
export async function flush(actor: AutosaveActor): Promise<boolean> {
  actor.send({ type: 'flush' })
  const { context } = await settled(actor)
  return !isUnsaved(context) && context.stored !== null
}

/** When no save is under way. */
export const settled = (actor: AutosaveActor): Promise<AutosaveSnapshot> =>
  waitFor(actor, (snapshot) => !snapshot.matches({ document: 'sending' }))

type Timers = {
  /** Runs later, in ms; gives the way to call it off. */
  later: (run: () => void, after: number) => () => void
}

/**
 * Begins to save a document. The actor is not tied to a component: a save that is under way when the page is left goes
 * on, and its answer is still noted.
 */
export function startAutosave({ later, ...input }: AutosaveInput & Timers): AutosaveActor {
  const clock = { setTimeout: later, clearTimeout: (cancel: () => void) => cancel() }
  return createActor(autosaveMachine, { input, clock }).start()
}
