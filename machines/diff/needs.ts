import type { Need, Option, Procedure, Text } from '../procedure/procedure.ts'
import { type ResolvedNeed, resolveNeed } from '../procedure/resolved-need.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { added, type Change, changed, compared, removed, same } from './change.ts'
import { fieldParts } from './lists.ts'
import { quoted, yesNo } from './words.ts'

/** A list of needs with the procedure whose form they name. */
type Asked = { procedure: Procedure; needs: Need[] }

/** What changed in what a choice asks for; `where` begins each sentence. */
export function needChanges(
  before: Asked,
  after: Asked,
  where: (field: string) => Text,
  steps: string[],
): Change[] {
  const lists = compared(before.needs, after.needs, ({ field }) => field)
  return [
    ...lists.added.flatMap((need) =>
      comeOrGone('added', resolveNeed(need, after.procedure), where(need.field), steps),
    ),
    ...lists.removed.flatMap((need) =>
      comeOrGone('removed', resolveNeed(need, before.procedure), where(need.field), steps),
    ),
    ...lists.stayed.flatMap(([old, now]) =>
      same(withoutMarks(old), withoutMarks(now))
        ? []
        : oneNeed(
            resolveNeed(withoutMarks(old), before.procedure),
            resolveNeed(withoutMarks(now), after.procedure),
            where(now.field),
            steps,
          ),
    ),
    ...(lists.reordered
      ? [
          changed(
            `${where('').th} ลำดับสิ่งที่ต้องกรอกเปลี่ยน`,
            `${where('').en}: what is asked for stands in another order.`,
            steps,
          ),
        ]
      : []),
  ]
}

/** Where it comes from is told by itself (`markChanges`). */
function withoutMarks(need: Need): Need {
  const bare = (option: Option): Option => ({ id: option.id, title: option.title })
  const { clause: _, source: __, ...rest } = need
  if ('items' in rest) return { ...rest, items: rest.items.map(bare) } as Need
  return 'grounds' in rest ? ({ ...rest, grounds: rest.grounds.map(bare) } as Need) : (rest as Need)
}

const verbs = { added: { th: 'เพิ่ม', en: 'now has' }, removed: { th: 'ตัด', en: 'no longer has' } } as const

function comeOrGone(kind: 'added' | 'removed', need: ResolvedNeed, where: Text, steps: string[]): Change[] {
  const change = kind === 'added' ? added : removed
  return wordsOf(need).map(({ th, en }) =>
    change(`${where.th} ${verbs[kind].th}${th}`, `${where.en} ${verbs[kind].en} ${en}.`, steps),
  )
}

/** What a need asks for: of a checklist each item. */
function wordsOf(need: ResolvedNeed): Text[] {
  switch (need.kind) {
    case 'checked':
      return need.items.map(itemInWords)
    case 'reasons':
      return [{ th: 'การชี้แจงเหตุผล', en: 'reasons to be given' }, ...need.grounds.map(groundInWords)]
    case 'publishUntil': {
      const { th, en } = yesNo(need.required)
      return [{ th: `การกำหนดวันสิ้นสุดการเผยแพร่ (${th})`, en: `the last day of publication (${en})` }]
    }
    case 'revision':
      return [{ th: 'เงื่อนไขว่าต้องแก้ไขเนื้อหาก่อน', en: 'the condition that the content was changed' }]
    case 'signature':
      return [{ th: 'การลงลายมือชื่อ', en: 'a signature' }]
    case 'field': {
      const [title, necessity] = [quoted(need.title), yesNo(need.required)]
      return [
        {
          th: `ช่อง ${title.th} (${necessity.th})`,
          en: `the field ${title.en} (${necessity.en})`,
        },
      ]
    }
    default:
      return unreachable(need)
  }
}

const itemInWords = ({ title }: Option): Text => ({
  th: `รายการตรวจ ${quoted(title).th}`,
  en: `the check ${quoted(title).en}`,
})
const groundInWords = ({ title }: Option): Text => ({
  th: `เหตุผลให้เลือก ${quoted(title).th}`,
  en: `the ground ${quoted(title).en}`,
})

function oneNeed(before: ResolvedNeed, after: ResolvedNeed, where: Text, steps: string[]): Change[] {
  if (before.kind === 'checked' && after.kind === 'checked')
    return optionChanges(before.items, after.items, itemInWords, where, steps)
  if (before.kind === 'reasons' && after.kind === 'reasons')
    return optionChanges(before.grounds, after.grounds, groundInWords, where, steps)
  const [from, to] = [wordsOf(before)[0], wordsOf(after)[0]]
  if (from && to && !same(from, to))
    return [
      changed(
        `${where.th} เปลี่ยน${from.th} เป็น${to.th}`,
        `${where.en} now has ${to.en} instead of ${from.en}.`,
        steps,
      ),
    ]
  const name = to ?? { th: after.field, en: after.field }
  if (before.kind === 'field' && after.kind === 'field') {
    const parts = fieldParts(before, after).flatMap(([what, old, now]) =>
      same(old, now)
        ? []
        : [
            changed(
              `${where.th} ${name.th} เปลี่ยน${what.th}จาก ${old.th} เป็น ${now.th}`,
              `${where.en}: ${name.en} has another ${what.en}: ${now.en} instead of ${old.en}.`,
              steps,
            ),
          ],
    )
    if (parts.length > 0) return parts
  }
  return [changed(`${where.th} เปลี่ยนรายละเอียดของ${name.th}`, `${where.en} has changed ${name.en}.`, steps)]
}

function optionChanges(
  before: Option[],
  after: Option[],
  inWords: (option: Option) => Text,
  where: Text,
  steps: string[],
): Change[] {
  const lists = compared(before, after, ({ id }) => id)
  return [
    ...lists.added.map((item) =>
      added(`${where.th} เพิ่ม${inWords(item).th}`, `${where.en} now has ${inWords(item).en}.`, steps),
    ),
    ...lists.removed.map((item) =>
      removed(`${where.th} ตัด${inWords(item).th}`, `${where.en} no longer has ${inWords(item).en}.`, steps),
    ),
    ...lists.stayed.flatMap(([old, now]) =>
      same(old, now)
        ? []
        : [
            changed(
              `${where.th} เปลี่ยน${inWords(old).th} เป็น ${quoted(now.title).th}`,
              `${where.en} now words ${inWords(old).en} as ${quoted(now.title).en}.`,
              steps,
            ),
          ],
    ),
    ...(lists.reordered
      ? [changed(`${where.th} ลำดับรายการเปลี่ยน`, `${where.en} has its items in another order.`, steps)]
      : []),
  ]
}
