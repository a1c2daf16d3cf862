import { heldLately } from '../../db/confirmations.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'

/** How long what was asked waits for a second person; so long, too, whoever left a post counts as one. */
export const confirmationMs = 14 * 86_400_000

export type Who = { id: string; name: string }
export type ToConfirm = {
  office: string
  askedBy: string
  /** Who is appointed, or whose password is set: nobody confirms what is done for them. */
  profits?: string | undefined
  /** The document lets one person alone publish: then the director and nobody else. */
  directorOnly?: boolean
}

/** Said in the answer and in the log where an office has nobody else who could confirm. */
export const nobodyElse: Text = {
  th: 'มีผู้ดูแลคนเดียว จึงมีผลโดยไม่มีผู้ยืนยัน',
  en: 'The office has one administrator only, so it took effect without a confirmation.',
}

/**
 * Who may confirm what was asked in an office: the director today, acting ones included, or another administrator. Empty
 * where the office has had no second person within the last 14 days. Throws `not_permitted` where it had one, who may
 * not or can no longer confirm: else whoever puts the others out of office would be the only one who is left.
 */
export async function whoMayConfirm(db: Reader, asked: ToConfirm, now: number): Promise<Who[]> {
  const today = bangkokDay(now)
  const since = bangkokDay(now - confirmationMs)
  const held = await heldLately(db, { office: asked.office, since, until: today })
  const all = held.filter(({ person }) => person !== asked.askedBy)
  // Where the director asks, the confirmation of a choice is in the asking; the second person is an administrator then.
  const asksAsDirector = held.some(
    (one) => one.person === asked.askedBy && one.role === 'officeDirector' && holdsStill(one, today),
  )
  const directorOnly = asked.directorOnly === true && !asksAsDirector
  const known = directorOnly ? all.filter(({ role }) => role === 'officeDirector') : all
  const may = new Map<string, Who>()
  for (const one of known)
    if (holdsStill(one, today) && one.person !== asked.profits)
      may.set(one.person, { id: one.person, name: one.name })
  if (may.size > 0) return [...may.values()]
  // A first director, or a second administrator, is appointed by the one who is alone.
  if (all.every(({ person }) => person === asked.profits)) return []
  throw nobodyNow(directorOnly)
}

const holdsStill = ({ disabled, endsOn }: { disabled: number; endsOn: string | null }, today: string) =>
  disabled === 0 && (endsOn === null || endsOn >= today)

function nobodyNow(directorOnly: boolean): ApiProblem {
  const message = directorOnly
    ? {
        th: 'ต้องให้ผู้อำนวยการสำนักงานยืนยัน แต่วันนี้ไม่มีผู้อำนวยการที่ยืนยันได้ แต่งตั้งผู้อำนวยการหรือผู้รักษาราชการแทนก่อน',
        en: 'The director has to confirm this, but nobody who may holds that post today. Appoint one, or an acting one, first.',
      }
    : {
        th: 'ต้องมีคนที่สองยืนยัน แต่ผู้อำนวยการหรือผู้ดูแลระบบคนอื่นเพิ่งพ้นหน้าที่หรือถูกปิดบัญชี ให้ผู้นั้นกลับมายืนยัน หรือรอให้พ้น ๑๔ วันนับแต่วันที่พ้นหน้าที่',
        en: 'A second person has to confirm this, but the director or other administrators have lately left or were disabled. One of them must return, or 14 days must pass since they left.',
      }
  return new ApiProblem('not_permitted', { message, refusals: [{ code: 'no_second_person', message }] })
}
