import { useQueryClient } from '@tanstack/react-query'
import { useSelector } from '@xstate/react'
import { useEffect } from 'react'
import type { AutosaveActor, AutosaveSnapshot } from './autosave-machine.ts'
import { keys } from './queries.ts'

/** Where a document is kept in a browser, and how its autosave waits. */
export const browserPorts = {
  store: localStorage,
  later: (run: () => void, after: number) => {
    const timer = setTimeout(run, after)
    return () => clearTimeout(timer)
  },
  now: () => Date.now(),
}

const signedOut = (snapshot: AutosaveSnapshot) => snapshot.matches({ document: { failed: 'signedOut' } })

/**
 * An autosave while it is on the screen: sent at once when the machine is on line again or the page is left, and closed
 * with the page. A session that ended meanwhile is told to the whole application.
 */
export function useAutosave(actor: AutosaveActor): AutosaveSnapshot {
  const client = useQueryClient()
  useEffect(() => {
    actor.send({ type: 'open' })
    const flush = () => actor.send({ type: 'flush' })
    const onHidden = () => {
      if (document.visibilityState === 'hidden') flush()
    }
    window.addEventListener('online', flush)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      window.removeEventListener('online', flush)
      document.removeEventListener('visibilitychange', onHidden)
      actor.send({ type: 'close' })
    }
  }, [actor])
  const isSignedOut = useSelector(actor, signedOut)
  useEffect(() => {
    if (isSignedOut) client.setQueryData(keys.session, null)
  }, [isSignedOut, client])
  return useSelector(actor, (snapshot) => snapshot)
}
