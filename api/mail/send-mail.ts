import { findPerson } from '../../db/people.ts'
import { findPersonMail, unreadOfMessage } from '../../db/person-mail.ts'
import type { Handler, Outcome } from '../effects/outcome.ts'
import { shownRequests } from '../notifications/shown-notices.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { caughtUp } from '../requests/projections.ts'
import { messageOf, testMessage } from './message.ts'
import { mailSettingsOf } from './settings.ts'
import { sendBySmtp } from './smtp.ts'
import { whenToSend } from './when-to-send.ts'

const nothingToSend: Outcome = { kind: 'done', status: null }

/**
 * One attempt at a message. What it says is read now: work that was done meanwhile, a notice that was read, or a request
 * that the person may not read any more is announced no more, and a person who was disabled or wants no e-mail is sent none.
 */
export const sendMail: Handler = async ({ deps, effect, integration, signal }) => {
  const settings = mailSettingsOf(integration)
  const { person: id, key } = effect
  const person = id === null ? undefined : await findPerson(deps.db, id)
  const mail = person && (await findPersonMail(deps.db, person.id))
  if (!person || !mail || person.disabled === 1 || mail.address === '') return nothingToSend
  const link = deps.config.url ?? settings.link
  const now = deps.clock.now()
  const send = (message: ReturnType<typeof testMessage>) => {
    const { credential } = integration
    const password = credential === null ? null : deps.credentials.open(credential, integration.id)
    const given = { ...message, key, to: mail.address, at: now }
    return sendBySmtp(deps.outbound, { ...settings, password }, given, signal)
  }
  if (effect.what === 'test') return send(testMessage(link))
  const { delivery } = mail
  if (delivery === 'none') return nothingToSend
  const holidays = await holidaysOf(deps.db, integration.office)
  const dueAt = whenToSend({ at: effect.at, now, delivery, times: settings, holidays })
  if (dueAt > now) return { kind: 'later', dueAt }
  await caughtUp(deps)
  const unread = await unreadOfMessage(deps.db, effect.id)
  const requests = unread.flatMap(({ request }) => request ?? [])
  const shown = await shownRequests(deps.db, { person: person.id, office: person.office, at: now }, requests)
  const told = unread.filter(({ request }) => request === null || shown.has(request))
  return told.length === 0 ? nothingToSend : send(messageOf(told, link))
}
