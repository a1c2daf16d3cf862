import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { findRequest } from '../../db/requests.ts'
import type { Change } from '../process/changes.ts'
import { isLoopback } from '../process/config.ts'
import type { Deps } from '../process/deps.ts'
import { inspectionOf } from './inspection-events.ts'

export type InspectSocket = { url: string; close: () => Promise<void> }
type Listener = { socket: WebSocket; sent: Map<string, number> }

/** A page that does not read is let go before it fills the memory. In bytes. */
const maxUnread = 8 * 1024 * 1024

/**
 * Streams what happens to every request, as Stately inspection events, one JSON text a message: what
 * `createWebSocketReceiver` reads. For developers only: on this machine alone, for whoever has the token of this start,
 * and no page of another origin. Of a request that it has not sent yet, it begins with the whole history.
 */
export async function startInspectSocket(deps: Deps, origins: string[]): Promise<InspectSocket> {
  const token = randomBytes(32).toString('base64url')
  const listeners = new Set<Listener>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 })
  const server = createServer((_req, res) => void res.writeHead(404).end())
  server.on('upgrade', (req, stream, head) => {
    stream.on('error', () => stream.destroy())
    const refusal = refusalOf(req, token, origins)
    if (refusal) return refuse(stream, refusal)
    sockets.handleUpgrade(req, stream, head, (socket) => {
      const listener = { socket, sent: new Map<string, number>() }
      listeners.add(listener)
      socket.on('close', () => listeners.delete(listener))
      socket.on('error', (error) => deps.log.warn({ err: error }, 'An inspector went away'))
    })
  })
  let last: Promise<void> = Promise.resolve()
  const onChange = (change: Change) => {
    // One after another: two events of a request must arrive in their order.
    last = last
      .then(() => tell(deps, listeners, change))
      .catch((error: unknown) =>
        deps.log.error({ err: error }, 'An event could not be shown to the inspector'),
      )
  }
  deps.changes.on('change', onChange)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/?token=${token}`,
    close: async () => {
      deps.changes.off('change', onChange)
      await last
      for (const { socket } of listeners) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function refusalOf(req: IncomingMessage, token: string, origins: string[]): 401 | 403 | undefined {
  // A name of somebody else's that leads to this machine (DNS rebinding) is no name of ours.
  const host = req.headers.host ?? ''
  if (!URL.canParse(`http://${host}`) || !isLoopback(new URL(`http://${host}`).hostname)) return 403
  const { origin } = req.headers
  if (origin !== undefined && !origins.includes(origin)) return 403
  const given = Buffer.from(new URL(req.url ?? '/', 'ws://127.0.0.1').searchParams.get('token') ?? '')
  const own = Buffer.from(token)
  return given.length === own.length && timingSafeEqual(given, own) ? undefined : 401
}

function refuse(stream: Duplex, status: 401 | 403): void {
  const words = status === 401 ? 'Unauthorized' : 'Forbidden'
  stream.end(`HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

async function tell(deps: Deps, listeners: Set<Listener>, { request }: Change): Promise<void> {
  if (listeners.size === 0) return
  const row = await findRequest(deps.db, request)
  if (!row) return
  const events = await inspectionOf(deps, row)
  for (const { socket, sent } of listeners) {
    for (const event of events.slice(sent.get(request) ?? 0)) socket.send(JSON.stringify(event))
    sent.set(request, events.length)
    if (socket.bufferedAmount > maxUnread) socket.terminate()
  }
}
