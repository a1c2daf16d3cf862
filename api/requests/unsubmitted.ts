import { namedForGood } from '../../db/files.ts'
import { getContent, type RequestRow } from '../../db/requests.ts'
import { mayAttach } from '../files/may-attach.ts'
import type { Reader } from '../procedures/versions.ts'
import type { By } from './command.ts'
import { type Loaded, loadRequest } from './load.ts'
import { readsDraftsOf } from './may-read.ts'

/**
 * Whether this person, who may read the request, may also read what its owner writes anew and has not submitted: whoever
 * reads a draft, and whoever may write there.
 */
export async function readsUnsubmitted(db: Reader, by: By, row: RowToRead, known?: Loaded): Promise<boolean> {
  if (await readsDraftsOf(db, by, row)) return true
  const loaded = known ?? (await loadRequest(db, row.id))
  return loaded !== undefined && mayAttach(loaded, by.actor)
}
type RowToRead = Pick<RequestRow, 'id' | 'owner' | 'groupId' | 'office'>

/** The request with the content that this person may read: what was submitted last where the newest is a draft of others. */
export async function asReadBy(db: Reader, by: By, loaded: Loaded): Promise<Loaded> {
  const { row, content, snapshot } = loaded
  const { revision } = snapshot.context
  if (content.frozen === 1 || revision === 0 || (await readsUnsubmitted(db, by, row, loaded))) return loaded
  return {
    ...loaded,
    row: { ...row, contentRevision: revision },
    content: await getContent(db, row.id, revision),
  }
}

/** Those of the files of a request that this person, who may read it, may read: some are named by an unsubmitted draft alone. */
export async function filesReadBy<File extends { sha256: string }>(
  db: Reader,
  by: By,
  row: RowToRead,
  files: File[],
): Promise<File[]> {
  const named = await namedForGood(
    db,
    row.id,
    files.map(({ sha256 }) => sha256),
  )
  const isNamed = ({ sha256 }: File) => named.has(sha256)
  return files.every(isNamed) || (await readsUnsubmitted(db, by, row)) ? files : files.filter(isNamed)
}
