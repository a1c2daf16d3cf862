import { numberedTitle } from '../procedure/numbered-title.ts'
import type { Column, Deadline, FormField, Procedure, Text } from '../procedure/procedure.ts'
import type { GivenMark } from '../procedure/provenance.ts'
import { reminderInWords } from '../procedure/reminder-words.ts'
import { added, type Change, changed, compared, removed, same } from './change.ts'
import {
  choiceInWords,
  lengthInWords,
  markInWords,
  nothing,
  quoted,
  ruleInWords,
  textOr,
  yesNo,
} from './words.ts'

/** One part of an item that may have changed: what it is called, and how it reads before and after. */
type Part = [what: Text, from: Text, to: Text]

type Words<Item> = {
  /** What such an item is called: ช่องข้อมูล, field. */
  kind: Text
  keyOf: (item: Item) => string
  title: (item: Item) => Text
  parts: (before: Item, after: Item) => Part[]
}

function listChanges<Item>(
  before: Item[],
  after: Item[],
  { kind, keyOf, title, parts }: Words<Item>,
): Change[] {
  const lists = compared(before, after, keyOf)
  const name = (item: Item) => quoted(title(item))
  return [
    ...lists.added.map((item) =>
      added(`เพิ่ม${kind.th} ${name(item).th}`, `The ${kind.en} ${name(item).en} was added.`),
    ),
    ...lists.removed.map((item) =>
      removed(`ตัด${kind.th} ${name(item).th}`, `The ${kind.en} ${name(item).en} was removed.`),
    ),
    ...lists.stayed.flatMap(([old, now]) =>
      parts(old, now).flatMap(([what, from, to]) =>
        same(from, to)
          ? []
          : [
              changed(
                `${kind.th} ${name(now).th} เปลี่ยน${what.th}จาก ${from.th} เป็น ${to.th}`,
                `The ${kind.en} ${name(now).en} has another ${what.en}: ${to.en} instead of ${from.en}.`,
              ),
            ],
      ),
    ),
    ...(lists.reordered ? [changed(`ลำดับ${kind.th}เปลี่ยน`, `The order of the ${kind.en}s changed.`)] : []),
  ]
}

/** What changed in the form's fields. */
export const formChanges = (before: Procedure, after: Procedure): Change[] =>
  listChanges(before.form, after.form, {
    kind: { th: 'ช่องข้อมูลในแบบฟอร์ม', en: 'form field' },
    keyOf: ({ name }) => name,
    title: ({ title }) => title,
    parts: fieldParts,
  })

/** The parts of a field that may differ between two versions, in words. */
export const fieldParts = (old: Omit<FormField, 'name'>, now: Omit<FormField, 'name'>): Part[] => [
  [{ th: 'ชื่อ', en: 'title' }, quoted(old.title), quoted(now.title)],
  [{ th: 'ชนิด', en: 'type' }, textOr(old.type), textOr(now.type)],
  [{ th: 'การกรอก', en: 'necessity' }, yesNo(old.required), yesNo(now.required)],
  [{ th: 'คำอธิบาย', en: 'help' }, textOr(old.help), textOr(now.help)],
  [{ th: 'ตัวเลือก', en: 'list of options' }, optionsInWords(old), optionsInWords(now)],
  [{ th: 'คอลัมน์', en: 'list of columns' }, columnsInWords(old), columnsInWords(now)],
  [
    { th: 'จำนวนแถวสูงสุด', en: 'most rows' },
    textOr(old.mostRows?.toString()),
    textOr(now.mostRows?.toString()),
  ],
  [{ th: 'การเผยแพร่ช่องนี้', en: 'publication' }, shownInWords(old), shownInWords(now)],
  originPart(old, now),
]

const columnsInWords = ({ columns }: Omit<FormField, 'name'>): Text => {
  const inWords = (language: 'th' | 'en') => {
    const words = columns?.map(({ name, type, title, required, sum, options }) => {
      const said = [
        columnTypeWords[type][language],
        yesNo(required)[language],
        ...(sum ? [sumWords[language]] : []),
        ...(options ? [optionsInWords({ options })[language]] : []),
      ]
      return `“${title[language]}” (${name}: ${said.join(', ')})`
    })
    return words?.join(language === 'th' ? ' ' : ', ') ?? nothing[language]
  }
  return { th: inWords('th'), en: inWords('en') }
}
const columnTypeWords: Record<Column['type'], Text> = {
  text: { th: 'ข้อความ', en: 'text' },
  number: { th: 'ตัวเลข', en: 'number' },
  date: { th: 'วันที่', en: 'date' },
  select: { th: 'เลือกหนึ่งข้อ', en: 'one choice' },
}
const sumWords: Text = { th: 'รวมยอด', en: 'added up' }

const originPart = (old: GivenMark, now: GivenMark): Part => [
  { th: 'ที่มา', en: 'origin' },
  markInWords(old),
  markInWords(now),
]

const shownInWords = ({ shown }: Omit<FormField, 'name'>): Text =>
  shown
    ? { th: 'ประชาชนเห็น', en: 'the public sees it' }
    : { th: 'ไม่แสดงต่อประชาชน', en: 'not shown to the public' }

const optionsInWords = ({ options }: Pick<FormField, 'options'>): Text => ({
  th: (options ?? []).map(({ id, title }) => `“${title.th}” (${id})`).join(' ') || 'ไม่มี',
  en: (options ?? []).map(({ id, title }) => `“${title.en}” (${id})`).join(', ') || 'none',
})

/** What changed in the roles. */
export const roleChanges = (before: Procedure, after: Procedure): Change[] => {
  const reach = (within: 'group' | 'office'): Text =>
    within === 'group'
      ? { th: 'ภายในกลุ่ม', en: 'within a group' }
      : { th: 'ทั้งสำนักงาน', en: 'of the whole office' }
  return listChanges(before.roles, after.roles, {
    kind: { th: 'บทบาท', en: 'role' },
    keyOf: ({ id }) => id,
    title: ({ title }) => title,
    parts: (old, now) => [
      [{ th: 'ชื่อ', en: 'title' }, quoted(old.title), quoted(now.title)],
      [{ th: 'ขอบเขต', en: 'reach' }, reach(old.within), reach(now.within)],
      originPart(old, now),
    ],
  })
}

/** What changed in the categories. */
export const categoryChanges = (before: Procedure, after: Procedure): Change[] =>
  listChanges(before.categories, after.categories, {
    kind: { th: 'ประเภทข้อมูล', en: 'category' },
    keyOf: ({ id }) => id,
    title: numberedTitle,
    parts: (old, now) => [
      [{ th: 'ชื่อ', en: 'title' }, quoted(old.title), quoted(now.title)],
      [{ th: 'ลำดับที่', en: 'number' }, textOr(old.number), textOr(now.number)],
      originPart(old, now),
    ],
  })

/** What changed in how long the deadlines are; where they run is told with the steps. */
export const deadlineChanges = (before: Procedure, after: Procedure): Change[] =>
  listChanges<Deadline>(before.deadlines, after.deadlines, {
    kind: { th: 'กำหนดเวลา', en: 'deadline' },
    keyOf: ({ id }) => id,
    title: (deadline) => {
      const [{ title }, { th, en }] = [deadline, lengthInWords(deadline)]
      return { th: `${title.th}: ${th}`, en: `${title.en}: ${en}` }
    },
    parts: (old, now) => [
      [{ th: 'ชื่อ', en: 'title' }, quoted(old.title), quoted(now.title)],
      [{ th: 'ระยะเวลา', en: 'length' }, lengthInWords(old), lengthInWords(now)],
      ...reminderParts([before, old], [after, now]),
      originPart(old, now),
    ],
  })

const listed = (texts: Text[]): Text => ({
  th: texts.map(({ th }) => th).join(' · ') || 'ไม่มี',
  en: texts.map(({ en }) => en).join(' · ') || 'none',
})
const remindersInWords = (procedure: Procedure, { reminders = [] }: Deadline): Text =>
  listed(reminders.map((reminder) => reminderInWords(procedure, reminder)))
const originsInWords = ({ reminders = [] }: Deadline): Text => listed(reminders.map(markInWords))

/** What reminders say, where it differs (a role that is only called otherwise is told with the roles); else where they come from. */
function reminderParts([before, old]: [Procedure, Deadline], [after, now]: [Procedure, Deadline]): Part[] {
  const bare = ({ reminders = [] }: Deadline) => reminders.map(({ clause: _, source: __, ...rest }) => rest)
  return same(bare(old), bare(now))
    ? [[{ th: 'ที่มาของการเตือน', en: 'origin of its reminders' }, originsInWords(old), originsInWords(now)]]
    : [
        [
          { th: 'การเตือน', en: 'list of reminders' },
          remindersInWords(before, old),
          remindersInWords(after, now),
        ],
      ]
}

/** What changed in what must happen before publication. */
export function requiresChanges(before: Procedure, after: Procedure): Change[] {
  const { added: more, removed: fewer, reordered } = compared(before.requires, after.requires, (type) => type)
  return [
    ...more.map((type) => {
      const { th, en } = choiceInWords(after, type)
      return added(`ต้องผ่าน ${th} ก่อนเผยแพร่`, `${en} is required before publication.`)
    }),
    ...fewer.map((type) => {
      const { th, en } = choiceInWords(before, type)
      return removed(`ไม่ต้องผ่าน ${th} ก่อนเผยแพร่อีก`, `${en} is no longer required before publication.`)
    }),
    ...(reordered
      ? [changed('ลำดับข้อที่ต้องผ่านก่อนเผยแพร่เปลี่ยน', 'What is required stands in another order.')]
      : []),
  ]
}

/** What changed in the office's own rules. */
export function ruleChanges(before: Procedure, after: Procedure): Change[] {
  const lists = compared(before.rules, after.rules, ({ id }) => id)
  return [
    ...lists.added.map((rule) => {
      const { th, en } = ruleInWords(after, rule)
      return added(`เพิ่มกฎของสำนักงาน: ${th}`, `A rule of the office was added: ${en}.`)
    }),
    ...lists.removed.map((rule) => {
      const { th, en } = ruleInWords(before, rule)
      return removed(`ตัดกฎของสำนักงาน: ${th}`, `A rule of the office was removed: ${en}.`)
    }),
    ...lists.stayed.flatMap(([old, now]) => {
      if (same(old, now)) return []
      const [from, to] = [ruleInWords(before, old), ruleInWords(after, now)]
      return [
        changed(
          `กฎของสำนักงานเปลี่ยนจาก “${from.th}” เป็น “${to.th}”`,
          `A rule of the office changed from “${from.en}” to “${to.en}”.`,
        ),
      ]
    }),
    ...(lists.reordered ? [changed('ลำดับกฎของสำนักงานเปลี่ยน', 'The rules stand in another order.')] : []),
  ]
}
