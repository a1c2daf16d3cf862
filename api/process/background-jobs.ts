/** The long work of one server that no request waits for, each piece under an id; all of it ends with the server. */
export type BackgroundJobs = {
  /** Starts a job, which must end soon after `signal` is aborted and must not reject. */
  start(id: string, run: (signal: AbortSignal) => Promise<void>): void
  /** Resolves once no job runs. */
  idle(): Promise<void>
  /** Aborts every job's signal and resolves once all have ended; later ones are not started. */
  stop(): Promise<void>
}

/** The owner of a server's background jobs. */
export function createBackgroundJobs(): BackgroundJobs {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  const idle = async () => {
    while (running.size > 0) await Promise.all(running.values())
  }
  return {
    start: (id, run) => {
      if (stopping.signal.aborted || running.has(id)) return
      running.set(
        id,
        run(stopping.signal).finally(() => running.delete(id)),
      )
    },
    idle,
    stop: () => {
      stopping.abort()
      return idle()
    },
  }
}
