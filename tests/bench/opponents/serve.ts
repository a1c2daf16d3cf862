import type { AddressInfo } from 'node:net'
import type { Express } from 'express'

/** Listens on a free port of this machine and tells the parent process which. */
export function serve(app: Express): void {
  const server = app.listen(0, '127.0.0.1', () =>
    process.send?.({ port: (server.address() as AddressInfo).port }),
  )
  // A keep-alive socket must not close between two rounds.
  server.keepAliveTimeout = 600_000
  process.on('disconnect', () => process.exit())
}
