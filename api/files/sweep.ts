import {
  deleteRequestFile,
  filesNotKept,
  insertRequestFile,
  type NamedFile,
  setNamed,
} from '../../db/files.ts'
import { uploadsUntouchedSince } from '../../db/uploads.ts'
import type { Deps } from '../process/deps.ts'
import { forgetUpload } from './arriving.ts'
import { forgottenAfterMs } from './limits.ts'
import { removePictures } from './pictures.ts'

/** So many files are looked at in one slice of the commits. */
const atOnce = 50
/** A file that was taken out of a draft a moment ago may come back by an undo. */
const justNowMs = 600_000

type Scope = {
  /** One request alone. */
  request?: string
  /** For how long nothing has named a file that goes. */
  unnamedForMs: number
  signal?: AbortSignal | undefined
}

/**
 * Removes the files that no content and no event of their request names, a day after that was first seen. What any
 * revision or event names stays for good: it is looked for in their texts, in the transaction that removes.
 */
export async function sweepFiles(deps: Deps, signal?: AbortSignal): Promise<void> {
  await sweep(deps, { unnamedForMs: forgottenAfterMs, signal })
  let forgotten = atOnce
  while (forgotten === atOnce && !signal?.aborted) {
    const old = await uploadsUntouchedSince(deps.db, deps.clock.now() - forgottenAfterMs, atOnce)
    for (const { id } of old) await forgetUpload(deps, id)
    forgotten = old.length
  }
}

/** The same for one request at once, where its files are as many as they may be: but for what came a moment ago. */
export const sweepRequest = (deps: Deps, request: string): Promise<void> =>
  sweep(deps, { request, unnamedForMs: justNowMs })

/**
 * The same for one request that was thrown away, in the background: a look that finds them unnamed, and one that removes
 * them. What is not removed by it goes a day later with everything that nothing names.
 */
export const removeFilesOf = (deps: Deps, request: string): void =>
  deps.jobs.start(`files of ${request}`, async (signal) => {
    try {
      for (let looks = 0; looks < 2; looks += 1) await sweep(deps, { request, unnamedForMs: 0, signal })
    } catch (err) {
      deps.logHourly(
        'removal',
        { err, request },
        'Files of a deleted draft could not be removed; it is tried again',
      )
    }
  })

async function sweep(deps: Deps, { request, unnamedForMs, signal }: Scope): Promise<void> {
  let after = ''
  while (!signal?.aborted) {
    const now = deps.clock.now()
    const until = now - unnamedForMs
    const looked = await deps.commits(async (trx) => {
      const files = await filesNotKept(trx, { until, limit: atOnce, after, request })
      for (const file of files) {
        if (file.isKept) await setNamed(trx, file, { kept: 1, unnamedSince: null })
        else if (file.isDrafted) await setNamed(trx, file, { unnamedSince: null })
        else if (file.unnamedSince === null) await setNamed(trx, file, { unnamedSince: now })
      }
      return files
    }, 'background')
    for (const file of looked) if (isDue(file, until)) await removeDue(deps, file, until)
    const last = looked.at(-1)
    if (!last || looked.length < atOnce) return
    after = last.request + last.sha256
  }
}

/** Nothing names it, and nothing did at `until`. */
const isDue = ({ isKept, isDrafted, unnamedSince }: NamedFile, until: number): boolean =>
  !isKept && !isDrafted && unnamedSince !== null && unnamedSince <= until

/** Looks once more, in the transaction that removes: a content may have come that names it, or the same file again. */
async function removeDue(deps: Deps, { request, sha256 }: NamedFile, until: number): Promise<void> {
  const { files } = deps
  await files.oneAtATime(sha256, async () => {
    const gone = await deps.commits(async (trx) => {
      const [now] = await filesNotKept(trx, { until, limit: 1, request, sha256 })
      return now !== undefined && isDue(now, until) ? deleteRequestFile(trx, now) : undefined
    }, 'background')
    if (!gone) return
    try {
      await files.store.remove(sha256)
      await removePictures(files.made, sha256)
    } catch (error) {
      // Else nothing would speak of the bytes any more, and no later sweep remove them.
      await deps.commits((trx) => insertRequestFile(trx, gone.file, gone.of), 'background')
      throw error
    }
  })
}
