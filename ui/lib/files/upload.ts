import type { StoredFile } from '../../../api/http/contract.ts'
import type { Text } from '../../../machines/procedure/procedure.ts'
import { ApiProblem, call, messageOf, segment } from '../api.ts'

/** How an upload stands. `interrupted`: the connection broke, and it goes on by itself. */
export type UploadState =
  | { status: 'waiting' }
  | { status: 'sending' | 'paused' | 'interrupted'; share: number }
  | { status: 'checking' }
  | { status: 'failed'; message: Text; again: boolean }

export type RunningUpload = { pause(): void; resume(): void; cancel(): void }

type Given = {
  request: string
  file: File
  onState: (state: UploadState) => void
  onStored: (file: StoredFile) => void
}

/** In ms: a link that is up again is found soon, and one that stays down is not asked all the time. */
const retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000]
/** Small enough that the slowest line sends one before anything between times out. */
const pieceBytes = 4 * 1024 * 1024

/**
 * Sends a file into a request by the tus protocol, from where an earlier attempt ended, and tells what became of it.
 * Broken connections are retried; what the server refuses is told in its sentence.
 */
export function startUpload({ request, file, onState, onStored }: Given): RunningUpload {
  let share = 0
  let cancelled = false
  /** Which start it is that still holds: one is not over until the client is loaded and has looked for an earlier attempt. */
  let run = 0
  const endpoint = `/api/requests/${segment(request)}/uploads`
  // Nobody who attaches nothing loads the client of the protocol.
  const made = import('tus-js-client').then(({ Upload, DetailedError }) => {
    const upload = new Upload(file, {
      endpoint,
      retryDelays,
      chunkSize: pieceBytes,
      metadata: { filename: file.name },
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => {
        share = total === 0 ? 1 : sent / total
        onState(share >= 1 ? { status: 'checking' } : { status: 'sending', share })
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        const goesOn = status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
        if (goesOn && !cancelled) onState({ status: 'interrupted', share })
        return goesOn
      },
      onSuccess: () => void told(upload.url ?? ''),
      onError: (error) => {
        if (cancelled) return
        const response = error instanceof DetailedError ? error.originalResponse : null
        onState(failureOf(response?.getBody() ?? ''))
      },
    })
    return upload
  })

  /** The protocol has no word for what became of a file that has arrived. */
  async function told(url: string): Promise<void> {
    onState({ status: 'checking' })
    try {
      const upload = url.split('/').at(-1) ?? ''
      const outcome = await call('GET /api/requests/{id}/uploads/{upload}', { path: { id: request, upload } })
      if (cancelled) return
      if (outcome.status === 'stored') onStored(outcome.file)
      else if (outcome.status === 'refused')
        onState({ status: 'failed', message: outcome.message, again: false })
      else onState({ status: 'failed', message: lost, again: true })
    } catch (error) {
      if (!cancelled) onState({ status: 'failed', message: messageOf(error), again: isPassing(error) })
    }
  }

  async function begin(own: number): Promise<void> {
    const upload = await made
    const [earlier] = await upload.findPreviousUploads()
    if (own !== run) return
    if (earlier) upload.resumeFromPreviousUpload(earlier)
    upload.start()
  }

  const start = () => {
    onState({ status: 'sending', share })
    run += 1
    begin(run).catch(() => onState({ status: 'failed', message: lost, again: true }))
  }
  start()
  return {
    pause: () => {
      run += 1
      void made.then((upload) => upload.abort())
      onState({ status: 'paused', share })
    },
    resume: start,
    cancel: () => {
      cancelled = true
      run += 1
      // What has arrived is taken off the server, where it can be asked.
      void made.then((upload) => upload.abort(true)).catch(() => {})
    },
  }
}

const isPassing = (error: unknown) =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500

function failureOf(body: string): UploadState {
  try {
    const problem = JSON.parse(body) as { message?: Text; status?: number }
    if (problem.message)
      return { status: 'failed', message: problem.message, again: (problem.status ?? 0) >= 429 }
  } catch {
    // No answer of ours.
  }
  return { status: 'failed', message: lost, again: true }
}

const lost: Text = {
  th: 'ส่งไม่สำเร็จ ไฟล์ยังอยู่ในเครื่องของท่าน กดส่งอีกครั้งเพื่อส่งต่อ',
  en: 'It could not be sent. The file is still on your machine: send again to go on.',
}
