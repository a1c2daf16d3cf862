import { createReadStream } from 'node:fs'
import { filesToScan, setScanned, type WaitingFile } from '../../db/files.ts'
import type { FileTable } from '../../db/tables.ts'
import type { Deps } from '../process/deps.ts'
import { type ClamdAddress, isAnswering, type Scanned, scanStream } from './clamd.ts'
import { RefusedFile, refusals } from './refused-file.ts'

/** What waits is looked at again after so long, in ms. */
const everyMs = 10_000
const atOnce = 20

/**
 * Has a file that has just arrived looked at for viruses. Throws `RefusedFile` where one is found. Where the scanner does
 * not answer the file waits: it is neither published nor opened until it was looked at.
 */
export async function scanArrived(deps: Deps, path: string): Promise<Pick<FileTable, 'scan' | 'scannedAt'>> {
  const { clamd } = deps.config
  if (clamd === undefined) return { scan: 'notNeeded', scannedAt: null }
  let scanned: Scanned
  try {
    scanned = await scanStream(clamd, createReadStream(path))
  } catch (err) {
    tellDead(deps, err)
    return { scan: 'waiting', scannedAt: null }
  }
  if (!scanned.clean) throw new RefusedFile(refusals.infected)
  return { scan: 'clean', scannedAt: deps.clock.now() }
}

/** Makes what has the files that wait looked at, in the background and one after another, whenever it is called. */
export function createScanRounds(deps: Deps): () => void {
  let next = Number.NEGATIVE_INFINITY
  return () => {
    const now = deps.clock.now()
    if (deps.config.clamd === undefined || now < next) return
    next = now + everyMs
    deps.jobs.start('scan', (signal) =>
      scanWaiting(deps, signal).catch((err: unknown) => tellDead(deps, err)),
    )
  }
}

/**
 * Looks at the files that wait, the oldest first, each once. What the scanner cannot take goes on to wait and holds up no
 * other; throws where the scanner itself does not answer.
 */
export async function scanWaiting(deps: Deps, signal?: AbortSignal): Promise<void> {
  const { clamd } = deps.config
  if (clamd === undefined) return
  let last: WaitingFile | undefined
  for (;;) {
    const waiting = await filesToScan(deps.db, atOnce, last)
    for (const { sha256 } of waiting) {
      if (signal?.aborted) return
      try {
        await scanStored(deps, clamd, sha256)
      } catch (err) {
        if (!(await isAnswering(clamd))) throw err
        deps.logHourly(
          'scan',
          { err, sha256 },
          'A file cannot be scanned: it is neither published nor opened',
        )
      }
    }
    last = waiting.at(-1)
    if (waiting.length < atOnce) return
  }
}

async function scanStored(deps: Deps, clamd: ClamdAddress, sha256: string): Promise<void> {
  const bytes = await deps.files.store.read(sha256)
  if (!bytes) throw new Error(`The file ${sha256} is not in the store`)
  const scanned = await scanStream(clamd, bytes)
  const found = scanned.clean
    ? { scan: 'clean' as const, threat: null }
    : { scan: 'infected' as const, threat: scanned.threat }
  if (!scanned.clean) deps.log.warn({ sha256, threat: scanned.threat }, 'A virus was found in a file')
  await deps.commits((trx) => setScanned(trx, sha256, { ...found, scannedAt: deps.clock.now() }))
}

const tellDead = ({ logHourly }: Deps, err: unknown) =>
  logHourly('clamd', { err }, 'The scanner does not answer: files wait, and are neither published nor opened')
