import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** Of mail.test, valid for a century, and of no use anywhere else. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUBz0e6Y+5VcBkT3VOPI6WyVv7f3EwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbWFpbC50ZXN0MCAXDTI2MTEyNjEzMDUzM1oYDzIxMjYxMTAy
MTMwNTMzWjAUMRIwEAYDVQQDDAltYWlsLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS6bkFru2hQ92oyJrdlTo9dYxjL4Lq+K67m0S1LpL5U77vXSM7C38eU
LUKuXalKbUl1WM44h++ydUkkMyDKPCmEo2kwZzAdBgNVHQ4EFgQU+5D1m4D6klVF
xAWKgKgxfhPqNyQwHwYDVR0jBBgwFoAU+5D1m4D6klVFxAWKgKgxfhPqNyQwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALggltYWlsLnRlc3QwCgYIKoZIzj0EAwID
SAAwRQIhAKkS0I4qOP5aNqwcg9b5+g7K/UcAZ+BMBEhRKf55Tx/FAiAT6TXxc5eR
CKj2F3fEYxbXRAhVQTpIcWvTHjm3ZFphVQ==
-----END CERTIFICATE-----
`
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWGqpNeLL0AVsqoJg
GV6CabCaC9yGP5ZuzWfe8QV2UhmhRANCAAS6bkFru2hQ92oyJrdlTo9dYxjL4Lq+
K67m0S1LpL5U77vXSM7C38eULUKuXalKbUl1WM44h++ydUkkMyDKPCmE
-----END PRIVATE KEY-----
`

export type Received = { from: string; to: string[]; raw: string; secure: boolean; user: string | undefined }
export type MailServer = {
  port: number
  received: Received[]
  /** The answer to a recipient, to the whole message, or to a name and password: 250 unless told. */
  answers: { rcpt?: [code: number, words: string]; data?: [code: number, words: string]; auth?: boolean }
  /** Is called once the message is here, before it is acknowledged. */
  beforeAnswer: () => void | Promise<void>
  close: () => Promise<void>
}

/** A real SMTP server on loopback; `port`: that of one that was closed. */
export async function startMailServer({
  port = 0,
  ...options
}: SMTPServerOptions & { port?: number } = {}): Promise<MailServer> {
  const refusal = ([responseCode, words]: [number, string]) =>
    Object.assign(new Error(words), { responseCode })
  const server = new SMTPServer({
    authOptional: true,
    key,
    cert: certificate,
    ...options,
    onAuth: ({ username, password }, _session, done) =>
      mail.answers.auth === false || password !== 'the password'
        ? done(refusal([535, '5.7.8 wrong']))
        : done(null, { user: username ?? '' }),
    onRcptTo: (_address, _session, done) => (mail.answers.rcpt ? done(refusal(mail.answers.rcpt)) : done()),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const { mailFrom, rcptTo } = session.envelope
        mail.received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('latin1'),
          secure: session.secure,
          user: session.user as string | undefined,
        })
        await mail.beforeAnswer()
        if (mail.answers.data) done(refusal(mail.answers.data))
        else done(null)
      })
    },
  })
  // A client that goes away in the midst is no fault of the test.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const mail: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    answers: {},
    beforeAnswer: () => {},
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mail
}

/** A message's headers, unfolded and their encoded words read, and its text. */
export function read(raw: string): { headers: string[]; text: string } {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const headers = head
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) =>
      line.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, decoded),
    )
  const coded = body.join('\r\n\r\n')
  const isBase64 = /content-transfer-encoding: base64/i.test(head)
  const text = isBase64
    ? Buffer.from(coded, 'base64').toString('utf8')
    : quoted(coded.replaceAll('=\r\n', ''))
  return { headers, text: text.replaceAll('\r\n', '\n') }
}
const decoded = (_all: string, kind: string, text: string) =>
  kind.toUpperCase() === 'B'
    ? Buffer.from(text, 'base64').toString('utf8')
    : quoted(text.replaceAll('_', ' '))
const quoted = (text: string) =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
