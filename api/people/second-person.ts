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
  /** Who knew it all would sign in as the one who profits: never without a second person where there ever was one. */
  takesOver?: boolean
  /** The document lets one person alone publish: then the director and nobody else. */
  directorOnly?: boolean
}

/** Said in the answer and in the log where an office has nobody else who could confirm. */
export const nobodyElse: Text = {
  th: 'มีผู้ดูแลระบบคนเดียว จึงมีผลโดยไม่มีผู้ยืนยัน',
  en: 'The office has one administrator only, so it took effect without a confirmation.',
}

/**
 * Who may confirm what was asked in an office: the director today, acting ones included, or another administrator. Empty
 * where the office has had no second person within the last 14 days. Throws `not_permitted` where it had one, who may
 * not or can no longer confirm: else whoever puts the others out of office would be the only one who is left.
 */
export async function whoMayConfirm(db: Reader, asked: ToConfirm, now: number): Promise<Who[]> {
  const { office, askedBy, profits, takesOver = false } = asked
  const today = bangkokDay(now)
  const since = bangkokDay(now - confirmationMs)
  const held = await heldLately(db, { office, since, until: today })
  const all = held.filter(({ person }) => person !== askedBy)
  // Where the director asks, the confirmation of a choice is in the asking; the second person is an administrator then.
  const asksAsDirector = held.some(
    (one) => one.person === askedBy && one.role === 'officeDirector' && holdsStill(one, today),
  )
  const directorOnly = asked.directorOnly === true && !asksAsDirector
  const known = directorOnly ? all.filter(({ role }) => role === 'officeDirector') : all
  const may = new Map<string, Who>()
  for (const one of known)
    if (holdsStill(one, today) && one.person !== profits)
      may.set(one.person, { id: one.person, name: one.name })
  if (may.size > 0) return [...may.values()]
  // A first director, or a second administrator, is appointed by the one who is alone; who signs in as the only other
  // one would from then on confirm to themselves.
  const independent = takesOver ? all : all.filter(({ person }) => person !== profits)
  if (independent.length === 0) return []
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
        th: 'ต้องมีคนที่สองยืนยัน แต่ไม่มีผู้อำนวยการหรือผู้ดูแลระบบคนอื่นที่ยืนยันได้ ให้ผู้ที่เพิ่งพ้นหน้าที่กลับมายืนยัน รอให้พ้น ๑๔ วันนับแต่วันที่พ้นหน้าที่ หรือให้ผู้ดูแลเครื่องแม่ข่ายแต่งตั้งคนที่สอง',
        en: 'A second person has to confirm this, but no director or other administrator can. Whoever has lately left must return, or 14 days must pass since then, or whoever runs the server appoints a second person.',
      }
  return new ApiProblem('not_permitted', { message, refusals: [{ code: 'no_second_person', message }] })
}
