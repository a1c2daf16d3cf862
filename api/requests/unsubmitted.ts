import { isNamedForGood } from '../../db/files.ts'
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
export async function readsUnsubmitted(
  db: Reader,
  by: By,
  row: Pick<RequestRow, 'id' | 'owner' | 'groupId' | 'office'>,
): Promise<boolean> {
  if (await readsDraftsOf(db, by, row)) return true
  const loaded = await loadRequest(db, row.id)
  return loaded !== undefined && mayAttach(loaded, by.actor)
}

/** The request with the content that this person may read: what was submitted last where the newest is a draft of others. */
export async function asReadBy(db: Reader, by: By, loaded: Loaded): Promise<Loaded> {
  const { row, content, snapshot } = loaded
  const { revision } = snapshot.context
  if (content.frozen === 1 || revision === 0 || (await readsUnsubmitted(db, by, row))) return loaded
  return {
    ...loaded,
    row: { ...row, contentRevision: revision },
    content: await getContent(db, row.id, revision),
  }
}

/** Whether this person may read a file of a request that they may read: some are named by an unsubmitted draft alone. */
export const readsFile = async (
  db: Reader,
  by: By,
  row: Pick<RequestRow, 'id' | 'owner' | 'groupId' | 'office'>,
  sha256: string,
): Promise<boolean> => (await isNamedForGood(db, row.id, sha256)) || (await readsUnsubmitted(db, by, row))
