import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  bytes: Buffer
}
export type Receiver = {
  url: string
  /** As `PRAKAT_OUTBOUND_HOSTS` names it. */
  host: string
  received: Received[]
  answer: (request: Received, res: ServerResponse) => void
  close: () => Promise<void>
}

/** Another system on loopback, which answers as the test says; 204 to begin with. */
export async function startReceiver(): Promise<Receiver> {
  const server: Server = createServer((req, res) => {
    const parts: Buffer[] = []
    req.on('data', (part: Buffer) => parts.push(part))
    req.on('end', () => {
      const bytes = Buffer.concat(parts)
      const { method = '', url = '', headers } = req
      const request = { method, path: url, headers, bytes, body: bytes.toString('utf8') }
      receiver.received.push(request)
      receiver.answer(request, res)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const receiver: Receiver = {
    host,
    url: `http://${host}`,
    received: [],
    answer: (_request, res) => res.writeHead(204).end(),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}
