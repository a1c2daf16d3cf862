import type { Told } from '../../db/person-mail.ts'
import type { Mail } from './smtp.ts'

/**
 * What a person is told by e-mail: how much, in one sentence, and where it is. Neither a title nor a name, and no words
 * that somebody typed: mail is read by servers on the way, and lies in boxes that nobody here can erase.
 */
export function messageOf(told: readonly Told[], link: string): Pick<Mail, 'subject' | 'text'> {
  const requests = new Set(told.map(({ request }) => request).filter((one) => one !== null))
  const asking = new Set(told.filter(({ asks }) => asks).map(({ request }) => request))
  const news = told.filter(({ asks }) => !asks).length
  const parts = [
    ...(asking.size > 0 ? [`มีเรื่องรอท่านดำเนินการ ${asking.size} เรื่อง`] : []),
    ...(news > 0 ? [`มีเรื่องแจ้งให้ท่านทราบ ${news} รายการ`] : []),
  ]
  const sentence = parts.join(' และ')
  const [only] = requests
  const isOfOne = requests.size === 1 && told.every(({ request }) => request !== null)
  return { subject: sentence, text: `${sentence}\n\n${link}${isOfOne ? `/requests/${only}` : '/'}\n` }
}

/** What an administrator has sent to themselves to see whether it comes. */
export const testMessage = (link: string): Pick<Mail, 'subject' | 'text'> => ({
  subject: 'ทดสอบการส่งอีเมลแจ้งงาน',
  text: `อีเมลฉบับนี้ส่งเพื่อทดสอบ ไม่มีเรื่องให้ดำเนินการ\n\n${link}/\n`,
})
