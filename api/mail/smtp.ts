import { createTransport } from 'nodemailer'
import type { Text } from '../../machines/procedure/procedure.ts'
import { type Outbound, OutboundProblem } from '../effects/outbound.ts'
import type { Outcome } from '../effects/outcome.ts'
import type { MailSettings } from './settings.ts'

export type Mail = {
  /** Names the message, the same in every attempt: who gets it twice keeps one. */
  key: string
  to: string
  subject: string
  text: string
  /** In ms. */
  at: number
}
type Server = Pick<MailSettings, 'host' | 'port' | 'security' | 'username' | 'fromName' | 'fromAddress'> & {
  password: string | null
}

const timeMs = 30_000

/**
 * Sends one message to one address, by the guarded way out. What the mail server answers is told by its number alone: its
 * words may repeat the address.
 */
export async function sendBySmtp(
  outbound: Outbound,
  server: Server,
  mail: Mail,
  signal: AbortSignal,
): Promise<Outcome> {
  const { host, port, security, username, password, fromName, fromAddress } = server
  const socket = await outbound.connect({ host, port, encrypted: security !== 'none', signal })
  const transport = createTransport({
    host,
    port,
    connection: socket,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { servername: host, minVersion: 'TLSv1.2' },
    name: fromAddress.slice(fromAddress.lastIndexOf('@') + 1),
    greetingTimeout: timeMs,
    socketTimeout: timeMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username !== '' && password !== null && { auth: { user: username, pass: password } }),
  })
  try {
    await transport.sendMail({
      messageId: `<${mail.key}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`,
      date: new Date(mail.at),
      from: { name: fromName, address: fromAddress },
      to: { name: '', address: mail.to },
      envelope: { from: fromAddress, to: [mail.to] },
      subject: mail.subject,
      text: mail.text,
      // RFC 3834: no absence notice is to answer it.
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'th' },
    })
    return { kind: 'done', status: 250 }
  } catch (error) {
    if (signal.aborted) throw new OutboundProblem('time', host)
    return failed(error as SmtpError, host)
  } finally {
    transport.close()
    socket.destroy()
  }
}

type SmtpError = {
  code?: string
  responseCode?: number
  /** Of Node, where `code` is the library's. */
  originalCode?: string
  response?: string
  command?: string
}

function failed(error: SmtpError, host: string): Outcome {
  const { code = '', originalCode = '', responseCode } = error
  const status = responseCode ?? null
  // The enhanced status code (RFC 3463) says what was meant, where there is one.
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(error.response ?? '')?.[1]
  const answer = [status, enhanced].filter(Boolean).join(' ')
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return {
      kind: status !== null && status < 500 ? 'retry' : 'dead',
      status,
      problem: said.auth(host, answer),
    }
  if (status === null) {
    const isTls =
      code === 'ETLS' || /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/.test(originalCode)
    if (isTls) return { kind: 'retry', status, problem: said.tls(host) }
    // The address was refused before it was sent: by what it looks like.
    if (code === 'EENVELOPE') return { kind: 'dead', status, problem: said.recipient(host, '') }
    return { kind: 'retry', status, problem: said.broken(host) }
  }
  if (code === 'ETLS') return { kind: 'retry', status, problem: said.tls(host) }
  const final = status >= 500
  if (code === 'EENVELOPE' && error.command?.startsWith('RCPT'))
    return { kind: final ? 'dead' : 'retry', status, problem: said.recipient(host, answer) }
  return { kind: final ? 'dead' : 'retry', status, problem: said.refused(host, answer) }
}

const said = {
  auth: (host: string, answer: string): Text => ({
    th: `${host} ไม่รับชื่อผู้ใช้หรือรหัสผ่าน (${answer}) แก้ในการตั้งค่าอีเมลแจ้งงาน`,
    en: `${host} does not accept the user or the password (${answer}): put them right in the settings.`,
  }),
  tls: (host: string): Text => ({
    th: `${host} เข้ารหัส (TLS) ไม่ได้ หรือใบรับรองใช้ไม่ได้ จึงไม่ได้ส่ง`,
    en: `${host} cannot speak TLS, or its certificate is not valid, so nothing was sent.`,
  }),
  recipient: (host: string, answer: string): Text => ({
    th: `${host} ไม่รับที่อยู่ของผู้รับ${answer && ` (${answer})`} ตรวจที่อยู่อีเมลแล้วส่งอีกครั้ง`,
    en: `${host} does not accept the recipient's address${answer && ` (${answer})`}: see whether it is right, then send again.`,
  }),
  refused: (host: string, answer: string): Text => ({
    th: `${host} ไม่รับอีเมล (${answer})`,
    en: `${host} does not accept the message (${answer}).`,
  }),
  broken: (host: string): Text => ({
    th: `การติดต่อกับ ${host} ขาดกลางคัน หรือไม่ตอบภายในเวลา`,
    en: `The connection to ${host} broke off, or it did not answer in time.`,
  }),
}
