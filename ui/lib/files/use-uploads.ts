import { useCallback, useEffect, useRef, useState } from 'react'
import type { StoredFile } from '../../../api/http/contract.ts'
import { type RunningUpload, startUpload, type UploadState } from './upload.ts'

/** A file on its way into the field. */
export type OnItsWay = { key: string; file: File; state: UploadState }

/** So many are sent at once: more would only make each slower. */
const atOnce = 2
let numbered = 0

export type Uploads = {
  items: OnItsWay[]
  add: (files: File[]) => void
  /** Puts one that cannot be sent into the list, with why. */
  refuse: (file: File, message: { th: string; en: string }) => void
  pause: (key: string) => void
  resume: (key: string) => void
  cancel: (key: string) => void
}

/**
 * The files that are being sent into a request. They wait while there is none yet; whatever has not arrived when the field
 * goes is kept by the server for a day, and gone on with when the same file is chosen again.
 */
export function useUploads(
  request: string | undefined,
  onStored: (file: StoredFile, given: File) => void,
): Uploads {
  const [items, setItems] = useState<OnItsWay[]>([])
  const running = useRef(new Map<string, RunningUpload>())
  const stored = useRef(onStored)
  stored.current = onStored

  const set = useCallback((key: string, state: UploadState) => {
    setItems((before) => before.map((one) => (one.key === key ? { ...one, state } : one)))
  }, [])
  const drop = useCallback((key: string) => {
    running.current.delete(key)
    setItems((before) => before.filter((one) => one.key !== key))
  }, [])

  useEffect(() => {
    if (request === undefined) return
    // What was paused and goes on is beyond the number.
    const free = Math.max(0, atOnce - items.filter(({ state }) => isBusy(state)).length)
    for (const { key, file } of items.filter(({ state }) => state.status === 'waiting').slice(0, free)) {
      if (running.current.has(key)) continue
      const upload = startUpload({
        request,
        file,
        onState: (state) => set(key, state),
        onStored: (arrived) => {
          drop(key)
          stored.current(arrived, file)
        },
      })
      running.current.set(key, upload)
    }
  }, [request, items, set, drop])

  useEffect(() => {
    const all = running.current
    return () => {
      for (const upload of all.values()) upload.pause()
    }
  }, [])

  const put = (file: File, state: UploadState) => {
    numbered += 1
    const item = { key: String(numbered), file, state }
    setItems((before) => [...before, item])
  }
  return {
    items,
    add: (files) => {
      for (const file of files) put(file, { status: 'waiting' })
    },
    refuse: (file, message) => put(file, { status: 'failed', message, again: false }),
    pause: (key) => running.current.get(key)?.pause(),
    resume: (key) => running.current.get(key)?.resume(),
    cancel: (key) => {
      running.current.get(key)?.cancel()
      drop(key)
    },
  }
}

const isBusy = ({ status }: UploadState) =>
  status === 'sending' || status === 'checking' || status === 'interrupted'
