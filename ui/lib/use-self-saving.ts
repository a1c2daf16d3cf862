import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { ApiProblem } from './api.ts'
import { keys } from './queries.ts'

type SelfSaving<State> = {
  subscribe: (listener: () => void) => () => void
  getState: () => State
  start: () => void
  flush: () => Promise<unknown>
  close: () => Promise<unknown>
}

/** Where what saves by itself is kept in a browser, and how it waits. */
export const browserGround = {
  store: localStorage,
  later: (run: () => void, after: number) => {
    const timer = setTimeout(run, after)
    return () => clearTimeout(timer)
  },
  now: () => Date.now(),
}

/**
 * The state of something that saves by itself, while it is on the screen: sent at once when the machine is on line again
 * or the page is left, and closed with the page. A session that ended meanwhile is told to the whole application.
 */
export function useSelfSaving<State extends { error: unknown }>(saver: SelfSaving<State>): State {
  const client = useQueryClient()
  const state = useSyncExternalStore(saver.subscribe, saver.getState)
  useEffect(() => {
    saver.start()
    const sendNow = () => void saver.flush()
    const onHidden = () => {
      if (document.visibilityState === 'hidden') sendNow()
    }
    window.addEventListener('online', sendNow)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      window.removeEventListener('online', sendNow)
      document.removeEventListener('visibilitychange', onHidden)
      void saver.close()
    }
  }, [saver])
  const { error } = state
  useEffect(() => {
    if (error instanceof ApiProblem && error.status === 401) client.setQueryData(keys.session, null)
  }, [error, client])
  return state
}
