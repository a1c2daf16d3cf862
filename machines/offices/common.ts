import type {
  Action,
  Guard,
  Need,
  Option,
  StateNodeConfig,
  Text,
  Transition,
} from '../procedure/procedure.ts'

/** Who may take a transition: the head of the owner's own group, or a post of the whole office. */
export const may = (as: string | string[], { notBy = [] }: { notBy?: string[] } = {}): Guard => ({
  type: 'may',
  params: {
    as,
    ...(as !== 'owner' && { within: as === 'groupDirector' ? ('group' as const) : ('office' as const) }),
    ...(notBy.length > 0 && { notBy }),
  },
})

/** The clause of an edge on which the document is silent: it names the clause of the step that the edge hangs on. */
export const added = (clause: string, document = 'ประกาศ'): string =>
  `เพิ่มเติมจาก${document} ${clause.startsWith('(') ? clause : `(${clause})`}`

/** A checklist that the actor ticks, in the words of the document. */
export const checked = (...items: Option[]): Need => ({ field: 'checked', items })
export const accurate: Option = { id: 'accurate', title: { th: 'ถูกต้อง', en: 'Accurate' } }
export const complete: Option = { id: 'complete', title: { th: 'ครบถ้วน', en: 'Complete' } }
export const current: Option = { id: 'current', title: { th: 'เป็นปัจจุบัน', en: 'Up to date' } }

/** Reasons in free text: the document names no grounds. */
export const reasons: Need = { field: 'reasons', grounds: [] }

/** The period may be set, or left unset (ไม่กำหนด): the document names none, so the product invents none. */
export const periodMayBeSet: Need = { field: 'publishUntil', required: false }
export const periodIsAdded: Text = {
  th: 'กำหนดวันสิ้นสุดการเผยแพร่ได้ (เพิ่มเติมจากประกาศ) หากไม่กำหนดจะเผยแพร่จนกว่าจะนำออก',
  en: 'An end of publication may be set (added to the announcement); without one it stays until taken down.',
}

export const tellOwner = (of: Text): Action => ({ type: 'notify', params: { whom: 'owner', of } })
export const ownerToldOfPublication: Action = tellOwner({
  th: 'เรื่องของท่านเผยแพร่บนเว็บไซต์แล้ว',
  en: 'Your request is published on the website.',
})

/** The officer who made the request takes it back before it is public. */
export const withdrawal = (clause: string): Transition => ({
  target: '#withdrawn',
  guard: may('owner'),
  meta: { title: { th: 'ถอนเรื่อง', en: 'Withdraw' }, clause, source: 'added' },
})

/** Back to the first step with reasons; what was certified or approved must be so again. */
export const sentBack = (to: string, guard: Guard, clause: string): Transition => ({
  target: to,
  guard,
  actions: [
    { type: 'startAgain' },
    tellOwner({
      th: 'เรื่องของท่านถูกส่งกลับพร้อมเหตุผล โปรดแก้ไขแล้วเสนอใหม่',
      en: 'Your request was returned with reasons: correct it and submit it again.',
    }),
  ],
  meta: {
    title: { th: 'ส่งกลับพร้อมเหตุผล', en: 'Return with reasons' },
    clause,
    source: 'added',
    needs: [reasons],
  },
})

/** Off the website before its time, with reasons. */
export const takeDown = (clause: string): Transition => ({
  target: '#takenDown',
  guard: may('webmaster'),
  actions: tellOwner({
    th: 'ข้อมูลของท่านถูกนำออกจากเว็บไซต์พร้อมเหตุผล',
    en: 'Your information was taken down from the website, with reasons.',
  }),
  meta: {
    title: { th: 'นำออกจากเว็บไซต์', en: 'Take down' },
    clause,
    source: 'added',
    needs: [reasons],
  },
})

/** Off the website when the period has passed. */
export const expiry = (clause: string, source: 'document' | 'added' = 'added'): Transition => ({
  target: '#takenDown',
  actions: tellOwner({
    th: 'ครบระยะเวลาการเผยแพร่ ข้อมูลของท่านถูกนำออกจากเว็บไซต์แล้ว',
    en: 'The period of publication has passed: your information is off the website.',
  }),
  meta: { title: { th: 'ครบระยะเวลาการเผยแพร่', en: 'The period has passed' }, clause, source },
})

/** The end of a request that was public. */
export const takenDown = (clause: string, source: 'document' | 'added' = 'added'): StateNodeConfig => ({
  id: 'takenDown',
  type: 'final',
  meta: { title: { th: 'นำออกจากเว็บไซต์แล้ว', en: 'Taken down' }, clause, source },
})

/** The end of a request that its owner took back. */
export const withdrawn = (clause: string): StateNodeConfig => ({
  id: 'withdrawn',
  type: 'final',
  meta: { title: { th: 'ถอนเรื่องแล้ว', en: 'Withdrawn' }, clause, source: 'added' },
})
