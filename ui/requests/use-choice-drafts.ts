import { useCallback, useState } from 'react'
import type { RequestView } from '../../api/http/contract.ts'
import { type ChoiceDraft, emptyDraft } from './choice-draft.ts'

type Drafts = Record<string, ChoiceDraft>
/** `about` is the revision of the content that was read when it was filled in. */
type Kept = { about: number; drafts: Drafts }

/**
 * What has been filled in for the choices of a request and not yet sent. Kept for this tab, so that neither a reload nor
 * a session that ended meanwhile loses it. What was ticked off is ticked anew when the content is another one.
 */
export function useChoiceDrafts(person: string, request: Pick<RequestView, 'id' | 'contentRevision'>) {
  const { contentRevision } = request
  const key = `prakat.choices.${person}.${request.id}`
  const [kept, setKept] = useState<Kept>(() => read(key))
  const drafts = kept.about === contentRevision ? kept.drafts : untick(kept.drafts)
  const keep = useCallback(
    (next: (before: Drafts) => Drafts) =>
      setKept((before) => {
        const present = before.about === contentRevision ? before.drafts : untick(before.drafts)
        const after = { about: contentRevision, drafts: next(present) }
        write(key, after)
        return after
      }),
    [key, contentRevision],
  )
  const change = useCallback(
    (type: string, part: Partial<ChoiceDraft>) =>
      keep((all) => ({ ...all, [type]: { ...emptyDraft, ...all[type], ...part } })),
    [keep],
  )
  const drop = useCallback((type: string) => keep(({ [type]: _, ...others }) => others), [keep])
  const clear = useCallback(() => keep(() => ({})), [keep])
  return { drafts, change, drop, clear }
}

const untick = (drafts: Drafts): Drafts =>
  Object.fromEntries(Object.entries(drafts).map(([type, draft]) => [type, { ...draft, checked: [] }]))

function read(key: string): Kept {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null
    if (!kept) return { about: 0, drafts: {} }
    const drafts = Object.entries(kept.drafts).map(([type, draft]) => [type, { ...emptyDraft, ...draft }])
    return { about: kept.about, drafts: Object.fromEntries(drafts) }
  } catch {
    return { about: 0, drafts: {} }
  }
}

function write(key: string, kept: Kept): void {
  try {
    if (Object.keys(kept.drafts).length === 0) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // A full or forbidden store must not keep anyone from typing.
  }
}
