import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  type FileReadingRow,
  type FileToRead,
  filesToRead,
  insertFileReading,
  readingsOf,
  readingsToRepeat,
  setFileReading,
} from '../../../db/file-readings.ts'
import { type FileType, isPicture } from '../../../machines/procedure/file-types.ts'
import { detectorVersion } from '../../../machines/text/personal-data.ts'
import { ApiProblem } from '../../http/problem.ts'
import type { Reader } from '../../procedures/versions.ts'
import type { Deps } from '../../process/deps.ts'
import { makePictures } from '../pictures.ts'
import type { Checked, Unread } from './file-reading.ts'
import type { ReadAnswer } from './reading-worker.ts'

const module = new URL('./reading-worker.ts', import.meta.url)
/** ms; what reads stops by itself before, unless it hangs. */
const limits = { read: 25_000, preview: 10_000, check: 10_000 } as const
/** As a page shows it at the most, in pixels. */
const previewFit = { width: 1100, height: 1600 } as const
/** What fails is tried so often: a server that ended in the middle is no fault of the file. */
const mostTries = 3

type Arrived = { path: string; sha256: string; type: FileType; charset: string | null; office: string }
export type Reading = Omit<FileReadingRow, 'sha256' | 'at'>

/**
 * Reads a file that has arrived, has the check look at it and makes the picture of its first page, all in a thread with
 * a limit of time and memory. Never throws for what a file holds: what cannot be read says why. Undefined where the same
 * file was read before.
 */
export async function readArrived(deps: Deps, file: Arrived): Promise<Reading | undefined> {
  const [known] = await readingsOf(deps.db, [file.sha256])
  if (known?.waiting === 0) return undefined
  return readFileText(deps, file, (known?.tries ?? 0) + 1)
}

/** Notes what was read of a file; one of which nothing was, and whose reading went meanwhile, waits to be read. */
export async function noteReading(
  trx: Reader,
  { sha256, at }: Pick<FileReadingRow, 'sha256' | 'at'>,
  reading: Reading | undefined,
): Promise<void> {
  const row = reading ?? { ...nothing([{ why: 'notRead' }]), waiting: 1, tries: 0 }
  await insertFileReading(trx, { sha256, at, ...row })
  if (reading) await setFileReading(trx, { sha256, ...reading })
}

async function readFileText(deps: Deps, file: Arrived, tries: number): Promise<Reading> {
  const { office, ...given } = file
  const answer = isPicture(file.type)
    ? pictureAnswer
    : await inThread<ReadAnswer>(deps, { office, name: 'read', data: given, ms: limits.read })
  if (!answer) return failed(tries)
  const preview = file.type === 'application/pdf' && (await makePreview(deps, file)) ? 1 : 0
  const { pieces, unread } = answer
  return {
    waiting: 0,
    tries,
    preview,
    unread: JSON.stringify(unread),
    pieces: JSON.stringify(pieces),
    ...found(answer),
  }
}

/** What a picture shows nobody reads here; what its camera wrote beside it was taken out when it came. */
const pictureAnswer: ReadAnswer = { pieces: [], unread: [{ why: 'image' }], findings: [], markings: [] }

const found = ({ findings, markings }: Checked) => ({
  findings: JSON.stringify(findings),
  markings: JSON.stringify(markings),
  detector: detectorVersion,
})

const nothing = (unread: Unread[]) => ({
  preview: 0 as const,
  unread: JSON.stringify(unread),
  pieces: '[]',
  ...found({ findings: [], markings: [] }),
})

const couldNotBeRead = JSON.stringify([{ why: 'failed' }] satisfies Unread[])

const failed = (tries: number): Reading => ({
  ...nothing([]),
  unread: couldNotBeRead,
  waiting: tries < mostTries ? 1 : 0,
  tries,
})

type Task = { office: string; name: string; data: unknown; ms: number }
/** Undefined where it gave no result, also where too much of the same office waits. */
async function inThread<Result>({ workers }: Deps, task: Task): Promise<Result | undefined> {
  try {
    return await workers.run<Result>({ ...task, lane: 'files', module })
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'too_many_requests') return undefined
    throw error
  }
}

/** Makes the pictures of the first page of a PDF; false where it cannot be drawn. */
export async function makePreview(
  deps: Deps,
  { sha256, path, office }: Pick<Arrived, 'sha256' | 'path' | 'office'>,
): Promise<boolean> {
  const data = { path, ...previewFit }
  const page = await inThread<Uint8Array>(deps, { office, name: 'firstPage', data, ms: limits.preview })
  if (!page) return false
  await makePictures(deps.files.made, sha256, Buffer.from(page))
  return true
}

/** Runs with a stored file as a file of this machine, wherever it is stored. */
export async function withStored<Result>(
  { files }: Pick<Deps, 'files'>,
  sha256: string,
  run: (path: string) => Promise<Result>,
): Promise<Result> {
  const bytes = await files.store.read(sha256)
  if (!bytes) throw new Error(`The file ${sha256} is not in the store`)
  await mkdir(files.arriving, { recursive: true, mode: 0o700 })
  const path = join(files.arriving, `reading-${randomUUID()}`)
  try {
    await pipeline(bytes, createWriteStream(path, { mode: 0o600 }))
    return await run(path)
  } finally {
    await rm(path, { force: true })
  }
}

const everyMs = 10_000
const atOnce = 20

/** Makes what reads the files that wait, in the background and one after another, whenever it is called. */
export function createReadingRounds(deps: Deps): () => void {
  let next = Number.NEGATIVE_INFINITY
  return () => {
    const now = deps.clock.now()
    if (now < next) return
    next = now + everyMs
    deps.jobs.start('reading', (signal) =>
      readWaiting(deps, signal).catch((err: unknown) =>
        deps.logHourly('reading', { err }, 'Files could not be read; it goes on'),
      ),
    )
  }
}

/** Reads the files that wait, and looks anew at the texts that an older detector has looked at. */
export async function readWaiting(deps: Deps, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const waiting = await filesToRead(deps.db, atOnce)
    for (const file of waiting) {
      if (signal?.aborted) return
      const reading = await readStored(deps, file)
      if (signal?.aborted) return
      await deps.commits(
        (trx) => setFileReading(trx, { sha256: file.sha256, ...whatChanges(reading) }),
        'background',
      )
    }
    if (waiting.length < atOnce) break
  }
  for (;;) {
    const old = await readingsToRepeat(deps.db, { detector: detectorVersion, limit: atOnce })
    for (const { sha256, pieces } of old) {
      if (signal?.aborted) return
      const task = { office: '', name: 'check', data: JSON.parse(pieces) as unknown, ms: limits.check }
      const checked = await inThread<Checked>(deps, task)
      const row = checked ? found(checked) : { unread: couldNotBeRead, detector: detectorVersion }
      if (!signal?.aborted) await deps.commits((trx) => setFileReading(trx, { sha256, ...row }), 'background')
    }
    if (old.length < atOnce) return
  }
}

/** What was found at an earlier reading stays where the file cannot be read again; that it could not is said beside it. */
const whatChanges = (reading: Reading): Partial<Reading> => {
  const { waiting, tries, unread } = reading
  return unread === couldNotBeRead ? { waiting, tries, unread } : reading
}

/** One that is not in the store holds up no other. */
async function readStored(deps: Deps, { tries, ...file }: FileToRead): Promise<Reading> {
  const type = file.type as FileType
  try {
    return await withStored(deps, file.sha256, (path) =>
      readFileText(deps, { ...file, type, path }, tries + 1),
    )
  } catch (err) {
    deps.logHourly('reading', { err, sha256: file.sha256 }, 'A file could not be read')
    return failed(tries + 1)
  }
}
