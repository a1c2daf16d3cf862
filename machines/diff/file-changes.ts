import type { FileEntry } from '../procedure/file-entry.ts'

/** How a file of one revision stands in the next one. */
export type FileChange = {
  entry: FileEntry
  change: 'added' | 'removed' | 'described' | 'moved' | 'same'
}

/**
 * What differs between the files of two revisions, in the order of the later one with what went at its end: told apart by
 * their hashes, so that a file of the same name with other bytes is another file.
 */
export function fileChanges(before: FileEntry[], now: FileEntry[]): FileChange[] {
  const known = new Map(before.map((entry) => [entry.sha256, entry]))
  const stayed = (entries: FileEntry[], others: FileEntry[]) =>
    entries.filter(({ sha256 }) => others.some((other) => other.sha256 === sha256))
  const order = stayed(before, now).map(({ sha256 }) => sha256)
  const kept = stayed(now, before).map(({ sha256 }) => sha256)
  const changeOf = (entry: FileEntry): FileChange['change'] => {
    const old = known.get(entry.sha256)
    if (!old) return 'added'
    if (said(old) !== said(entry)) return 'described'
    return order.indexOf(entry.sha256) === kept.indexOf(entry.sha256) ? 'same' : 'moved'
  }
  const gone = before.filter(({ sha256 }) => !now.some((entry) => entry.sha256 === sha256))
  return [
    ...now.map((entry) => ({ entry, change: changeOf(entry) })),
    ...gone.map((entry) => ({ entry, change: 'removed' as const })),
  ]
}

/** What people say of a file. */
const said = (entry: FileEntry): string => {
  const words = { title: '', caption: '', alt: '', ...entry }
  return JSON.stringify([words.name, words.title, words.caption, words.alt])
}
