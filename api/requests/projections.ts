import type { Db } from '../../db/open.ts'
import { isBehind, project } from '../../db/projections.ts'
import type { GroupCommit } from '../process/group-commit.ts'
import type { HourlyLog } from '../process/hourly-log.ts'

/** So many documents and figures are a few ms of work. */
const atOnce = 100
type Given = { reads: Db; commits: GroupCommit; logHourly: HourlyLog }

/** Files what is behind in the indexes of search, in the figures and in people's notices, while nobody's own event waits. */
export async function catchUp({ reads, commits }: Given, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await isBehind(reads)))
    await commits((trx) => project(trx, atOnce), 'background')
}

/**
 * For who is about to search or to read figures or notices: what is committed now is found. Where nothing can be written,
 * what was filed before is still read.
 */
export async function caughtUp({ reads, commits, logHourly }: Given): Promise<void> {
  try {
    while (await isBehind(reads)) await commits((trx) => project(trx, atOnce))
  } catch (err) {
    logHourly('projections', { err }, 'Search, figures and notices are behind the events')
  }
}
