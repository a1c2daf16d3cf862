import type { Json, Path } from './edits/json.ts'

/** A draft as it stood, and the place where the edit was made that led away from it or to it. */
export type Moment = { json: Json; at: Path }
export type History = {
  past: Moment[]
  present: Json
  future: Moment[]
  /** What was edited last, and when (ms): the letters of one word are one step back. */
  last: { what: string; time: number } | undefined
}

/** How many steps back are kept, and how long a pause ends a run of edits of the same thing, in ms. */
export const maxSteps = 200
export const pause = 1500

export const begin = (json: Json): History => ({ past: [], present: json, future: [], last: undefined })

type Edited = {
  json: Json
  at: Path
  /** Edits of the same thing in quick succession become one step back. */
  what?: string | undefined
  time: number
}

/** After an edit; the very same where the edit changed nothing. */
export function edited(history: History, { json, at, what, time }: Edited): History {
  const { past, present, last } = history
  if (json === present) return history
  const goesOn = what !== undefined && last?.what === what && time - last.time < pause && past.length > 0
  return {
    past: goesOn ? past : [...past, { json: present, at }].slice(-maxSteps),
    present: json,
    future: [],
    last: what === undefined ? undefined : { what, time },
  }
}

/** One step back, with the place of the edit that was taken back; undefined where there is none. */
export function undone({ past, present, future }: History): { history: History; at: Path } | undefined {
  const before = past.at(-1)
  if (!before) return undefined
  const history = {
    past: past.slice(0, -1),
    present: before.json,
    future: [{ json: present, at: before.at }, ...future],
    last: undefined,
  }
  return { history, at: before.at }
}

/** One step forward again; undefined where there is none. */
export function redone({ past, present, future }: History): { history: History; at: Path } | undefined {
  const [next, ...later] = future
  if (!next) return undefined
  const history = {
    past: [...past, { json: present, at: next.at }],
    present: next.json,
    future: later,
    last: undefined,
  }
  return { history, at: next.at }
}
