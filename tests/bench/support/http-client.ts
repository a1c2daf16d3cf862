import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export type Call = {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string
  signal?: AbortSignal
}
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string }

/** An HTTP client of one server that keeps its sockets open. */
export class HttpClient {
  readonly port: number
  readonly #agent: Agent

  constructor(port: number, sockets = 1) {
    this.port = port
    this.#agent = new Agent({ keepAlive: true, maxSockets: sockets })
  }

  /** Sends one request; answers whatever the status. */
  send(call: Call): Promise<Answer> {
    const { method = 'GET', path, headers = {}, body, signal } = call
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.port,
        agent: this.#agent,
        method,
        path,
        headers,
        signal,
      }
      const sent = request(options, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        )
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed a socket that had been idle at the moment when it was used again: nothing was read of it.
        if (sent.reusedSocket && error.code === 'ECONNRESET' && !signal?.aborted)
          this.send(call).then(resolve, reject)
        else reject(error)
      })
      sent.end(body)
    })
  }

  /** Reads an answer that does not end, part by part, until it does or the signal aborts it. */
  stream({ path, headers = {}, signal }: Call, take: (text: string) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, agent: this.#agent, path, headers, signal }
      request(options, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`))
        response.setEncoding('utf8').on('data', take).on('error', reject).on('end', resolve)
      })
        .on('error', reject)
        .end()
    })
  }

  /** The answer of a request that must succeed; throws with what the server said when it does not. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return expect([200], await this.send({ path, headers }), path)
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.write('POST', path, body, headers)
  }

  async write(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const json = JSON.stringify(body ?? {})
    const all = {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(json)),
      ...headers,
    }
    return expect([200, 201, 202, 204], await this.send({ method, path, headers: all, body: json }), path)
  }

  close(): void {
    this.#agent.destroy()
  }
}

function expect(statuses: number[], answer: Answer, path: string): Answer {
  if (statuses.includes(answer.status)) return answer
  throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 500)}`)
}
