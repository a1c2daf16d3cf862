import { request as httpRequest } from 'node:http'
import type { Answer } from './office.ts'

/** A call without fetch's own care for headers and bodies. */
export async function sendRaw(
  url: string,
  options: { method: string; path: string; headers: Record<string, string | string[]> },
  body?: Buffer,
): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, ...options }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        const known = Object.entries(response.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ])
        const isJson = /json/.test(response.headers['content-type'] ?? '')
        resolve({
          status: response.statusCode ?? 0,
          body: isJson ? JSON.parse(text) : text,
          headers: new Headers(known),
        } as unknown as Answer)
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
