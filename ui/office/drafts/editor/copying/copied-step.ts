import { useMemo, useSyncExternalStore } from 'react'
import { useSession } from '../../../../lib/session.tsx'
import { type CopiedStep, readCopied } from '../edits/copy-step.ts'

const listeners = new Set<() => void>()

/** In the browser's own store: another draft may be open in another tab. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

/** The step that this person copied last on this machine, and how to keep another one. */
export function useCopiedStep(): [copied: CopiedStep | undefined, keep: (step: CopiedStep) => void] {
  const { person } = useSession()
  const key = `prakat.copiedStep.${person.id}`
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(key))
  const copied = useMemo(() => readCopied(kept), [kept])
  const keep = (step: CopiedStep) => {
    localStorage.setItem(key, JSON.stringify(step))
    for (const listener of listeners) listener()
  }
  return [copied, keep]
}
