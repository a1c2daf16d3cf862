import type { Json } from '../chart/json.ts'
import type {
  Action,
  Guard,
  Mark,
  Need,
  Option,
  Procedure,
  StateNodeConfig,
  Text,
  Transition,
} from '../procedure/procedure.ts'
import { raised } from '../procedure/provenance.ts'
import { addedTo } from '../procedure/unnamed-clause.ts'

/**
 * A procedure in the second language, written without what can be read of where a part stands: a part without a mark of
 * its own comes from where its transition does, a category from its number, and anything else is added.
 */
export const marked = (written: Procedure): Procedure => raised(written as unknown as Json) as Procedure

/** A part that the document does not ask for, where what it stands in is the document's. */
export const besides = <Part extends object>(part: Part): Part & Pick<Mark, 'source'> => ({
  ...part,
  source: 'added',
})

/** A part that a clause of the document asks for, where what it stands in names another clause or none. */
export const by = <Part extends object>(clause: string, part: Part): Part & Mark => ({
  ...part,
  clause,
  source: 'document',
})

/** Who may take a transition: the head of the owner's own group, or a post of the whole office. */
export const may = (
  as: string | string[],
  { notBy = [], unit = false }: { notBy?: string[]; unit?: boolean } = {},
): Guard => ({
  type: 'may',
  params: {
    as,
    ...(as !== 'owner' && { within: as === 'groupDirector' ? ('group' as const) : ('office' as const) }),
    ...(unit && { unit: true as const }),
    ...(notBy.length > 0 && { notBy }),
  },
})

/** The clause of an edge on which the document is silent: it names the clause of the step that the edge hangs on. */
export const added = addedTo

/** A checklist that the actor ticks, in the words of the document. */
export const checked = (...items: Option[]): Need => ({ field: 'checked', items })
export const accurate: Option = { id: 'accurate', title: { th: 'ถูกต้อง', en: 'Accurate' } }
export const complete: Option = { id: 'complete', title: { th: 'ครบถ้วน', en: 'Complete' } }
export const current: Option = { id: 'current', title: { th: 'เป็นปัจจุบัน', en: 'Up to date' } }

/** Reasons in free text: the document names no grounds. */
export const reasons: Need = { field: 'reasons', grounds: [] }

/** The period may be set, or left unset (ไม่กำหนด): the document names none, so the product invents none. */
export const periodMayBeSet: Need = besides({ field: 'publishUntil', required: false })
export const periodIsAdded: Text = {
  th: 'หากไม่กำหนดวันสิ้นสุดการเผยแพร่ จะเผยแพร่จนกว่าจะนำออก',
  en: 'Without an end of publication, it stays until it is taken down.',
}

export const tellOwner = (of: Text): Action => ({ type: 'notify', params: { whom: 'owner', of } })
/** Only one of the five documents asks for it. */
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

/** The owner takes the request back while nobody has decided, and nobody is told; what events have said of it stands. */
export const recallTo = (to: string, clause: string): Transition => ({
  target: to,
  guard: may('owner'),
  meta: { title: { th: 'ดึงเรื่องกลับมาแก้ไข', en: 'Take back to correct' }, clause, source: 'added' },
})
/** The same to the first step: the round begins again. */
export const recall = (to: string, clause: string): Transition => ({
  ...recallTo(to, clause),
  actions: { type: 'startAgain' },
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

const ownerToldOfTheEnd: Action = tellOwner({
  th: 'ครบระยะเวลาการเผยแพร่ ข้อมูลของท่านถูกนำออกจากเว็บไซต์แล้ว',
  en: 'The period of publication has passed: your information is off the website.',
})

/** Off the website when the period has passed; no document has the owner told of it. */
export const expiry = (clause: string, source: 'document' | 'added' = 'added'): Transition => ({
  target: '#takenDown',
  actions: source === 'document' ? besides(ownerToldOfTheEnd) : ownerToldOfTheEnd,
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

/** What is wrong with a published item: told before it is corrected, so that the report can say it. */
const errorFound: Need = {
  field: 'error',
  type: 'textarea',
  title: { th: 'ข้อผิดพลาดหรือสิ่งที่ต้องปรับปรุง', en: 'What is wrong or has to be updated' },
  required: true,
}

type Correction = {
  /** The clause that wants what is published kept right, and the step's name. */
  clause: string
  title: Text
  /** The document's own words for at once, where it has any. */
  promptly?: Text
  /** The clause that wants the superior told, where there is one. */
  reported?: string
  /** Who corrects: in some documents the unit that the information is of. */
  unit?: boolean
  as?: string[]
  /** The steps of what is public as it was decided on, and while it is corrected. */
  live?: string
  step?: string
}

/**
 * What is published is corrected or updated while the public goes on seeing it, and the superior of who did it is told what
 * was wrong. No document asks that telling the error be a step of its own: it lets the report say who found what.
 */
export function correctable({
  clause,
  title,
  promptly,
  reported,
  unit = false,
  as = ['owner', 'webmaster'],
  live = 'live',
  step = 'correcting',
}: Correction): { report: Transition; correcting: StateNodeConfig } {
  const whoever = () => may(as, { unit })
  const report: Transition = {
    target: step,
    guard: whoever(),
    meta: {
      title: reported
        ? { th: 'แจ้งข้อผิดพลาดที่พบ', en: 'Report an error' }
        : { th: 'แจ้งสิ่งที่ต้องปรับปรุง', en: 'Report what has to be updated' },
      clause: added(clause),
      source: 'added',
      needs: [errorFound],
    },
  }
  const superior: Action = {
    type: 'notify',
    params: {
      whom: 'superiorOfActor',
      of: {
        th: 'รายงานเพื่อทราบ: {actor} แก้ไขข้อมูลที่เผยแพร่บนเว็บไซต์แล้ว สิ่งที่แก้ไข: {error}',
        en: 'For your information: {actor} corrected what is on the website: {error}',
      },
    },
  }
  const owner = tellOwner({
    th: 'ข้อมูลของท่านที่เผยแพร่อยู่ได้รับการแก้ไขแล้วโดย {actor} สิ่งที่แก้ไข: {error}',
    en: 'Your published information was corrected by {actor}: {error}',
  })
  const correcting: StateNodeConfig = {
    tags: ['public', 'editable'],
    meta: { title, clause, source: 'document', ...(promptly && { promptly }) },
    on: {
      CORRECT: {
        target: live,
        guard: whoever(),
        actions: [{ type: 'freeze' }, reported ? by(reported, superior) : besides(superior), besides(owner)],
        meta: {
          title: reported
            ? { th: 'แก้ไขแล้ว รายงานผู้บังคับบัญชา', en: 'Corrected, report to the superior' }
            : { th: 'ปรับปรุงแล้ว เผยแพร่ฉบับปรับปรุง', en: 'Updated, publish it' },
          clause,
          source: 'document',
          needs: [{ field: 'revision' }],
        },
      },
    },
  }
  return { report, correcting }
}
