import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** The harmless text of eicar.org that every scanner finds, put together here so that none finds this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A scanner that speaks clamd's INSTREAM and finds EICAR; `behave` makes it do something else. */
export type FakeClamd = {
  address: string
  scanned: number
  behave: (how: 'scan' | 'silent' | 'breakOff' | 'refuse' | 'refuseLarge') => void
  close: () => Promise<void>
}

export async function startClamd(port = 0): Promise<FakeClamd> {
  let how: 'scan' | 'silent' | 'breakOff' | 'refuse' | 'refuseLarge' = 'scan'
  const sockets = new Set<Socket>()
  const fake = { scanned: 0 }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let got = Buffer.alloc(0)
    socket.on('data', (piece) => {
      got = Buffer.concat([got, piece])
      if (how === 'breakOff') return void socket.destroy()
      if (how !== 'silent' && got.equals(Buffer.from('zPING\0'))) return void socket.end('PONG\0')
      const bytes = streamed(got)
      if (!bytes || how === 'silent') return
      fake.scanned += 1
      const found = bytes.includes(eicar) ? 'Eicar-Test-Signature FOUND' : 'OK'
      const isRefused = how === 'refuse' || (how === 'refuseLarge' && bytes.length > 10_000)
      socket.end(isRefused ? 'INSTREAM size limit exceeded. ERROR\0' : `stream: ${found}\0`)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    get scanned() {
      return fake.scanned
    },
    behave: (now) => {
      how = now
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What was streamed, once its end has come. */
function streamed(got: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0', 'latin1')
  if (got.length < command.length) return undefined
  if (!got.subarray(0, command.length).equals(command)) throw new Error('Not INSTREAM')
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= got.length; ) {
    const length = got.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(got.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
