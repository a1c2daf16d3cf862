import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** Where clamd listens: a socket of this machine, or a host and a port. */
export type ClamdAddress = { path: string } | { host: string; port: number }
export type Scanned = { clean: true } | { clean: false; threat: string }

/** For so long nothing may come or go before the scanner counts as not there, in ms. */
const timeoutMs = 60_000

/**
 * Has clamd look at a stream of bytes (INSTREAM), piece by piece. Throws where it does not answer, breaks off, or says
 * anything else than that the bytes are clean or what it found in them: then nothing is known of them.
 */
export async function scanStream(address: ClamdAddress, bytes: Readable): Promise<Scanned> {
  const socket = connect(address)
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error('clamd does not answer')))
  try {
    const answer = answerOf(socket)
    // Whatever fails is told by the answer; the same must not be told twice.
    answer.catch(() => {})
    await Promise.race([send(socket, bytes), answer.then(() => {})])
    return readAnswer(await answer)
  } finally {
    bytes.destroy()
    socket.destroy()
  }
}

/** Whether clamd is there and answers (PING). */
export async function isAnswering(address: ClamdAddress): Promise<boolean> {
  const socket = connect(address)
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error('clamd does not answer')))
  try {
    socket.write('zPING\0')
    return (await answerOf(socket)) === 'PONG'
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0', 'latin1'))
  for await (const piece of bytes) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE((piece as Buffer).length)
    await write(socket, Buffer.concat([length, piece as Buffer]))
  }
  await write(socket, Buffer.alloc(4))
}

const write = (socket: Socket, bytes: Buffer) =>
  new Promise<void>((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))

/** What it answers, to its NUL; a line of its own is short. */
const answerOf = (socket: Socket) =>
  new Promise<string>((resolve, reject) => {
    let said = ''
    socket.on('data', (piece: Buffer) => {
      said += piece.toString('latin1')
      if (said.includes('\0') || said.length > 4096) resolve(said.split('\0')[0] ?? '')
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('clamd broke off')))
  })

function readAnswer(answer: string): Scanned {
  if (answer === 'stream: OK') return { clean: true }
  const threat = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1]
  if (threat) return { clean: false, threat }
  throw new Error(`clamd answered: ${answer.slice(0, 200)}`)
}
