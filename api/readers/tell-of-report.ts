import { insertNews } from '../../db/notifications.ts'
import { newestFeedbackAt } from '../../db/readers.ts'
import { findRequest } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Unit } from '../requests/command.ts'
import { holdersOf } from '../requests/holders.ts'

const reported: Text = {
  th: 'ผู้อ่านแจ้งข้อผิดพลาดของรายการที่เผยแพร่ อ่านและดำเนินการได้ในเรื่อง',
  en: 'A reader reported an error in what is published. It can be read and dealt with in the request.',
}

/**
 * Tells the owner and those who hold a post in the owner's group that a reader reports an error, before the report is
 * stored: once a day of a request, however many report. Administrators hear of it where nobody else is left.
 */
export async function tellOfReport({ trx, at, announce }: Unit, id: string): Promise<void> {
  const before = await newestFeedbackAt(trx, id)
  if (before !== undefined && bangkokDay(before) === bangkokDay(at)) return
  const row = await findRequest(trx, id)
  if (!row) return
  const { office, owner, groupId, revision } = row
  const holders = await holdersOf(trx, office, at)
  const concerned = holders.filter(({ person, groupId: of }) => person === owner || of === groupId)
  const told = concerned.length > 0 ? concerned : holders.filter(({ role }) => role === 'admin')
  const notices = [...new Set(told.map(({ person }) => person))].map((person) => ({
    person,
    messageTh: reported.th,
    messageEn: reported.en,
    step: '',
    passing: false,
  }))
  await insertNews(trx, { request: id, at, gone: [], notices })
  announce({ office, request: id, revision, by: null })
}
