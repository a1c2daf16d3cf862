import { nodeAt } from '../chart/graph.ts'
import { numberedTitle } from '../procedure/numbered-title.ts'
import type { Need, Procedure, Text } from '../procedure/procedure.ts'
import { type ResolvedNeed, resolveNeed } from '../procedure/resolved-need.ts'
import { choiceTitle, roleTitle, specialTitles } from '../procedure/titles.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { type Place, transitionsAtPlace } from './place.ts'

/** A place by its kind and its title in the procedure; by its key where the procedure does not have it. */
export function placeInWords(procedure: Procedure | undefined, place: Place): Text {
  const titled = (kind: Text, title: Text | undefined, key: string): Text => ({
    th: `${kind.th} “${title?.th ?? key}”`,
    en: `${kind.en} “${title?.en ?? key}”`,
  })
  const stepTitle = (step: string) => procedure && nodeAt(procedure.chart, step.split('.'))?.meta?.title
  switch (place.kind) {
    case 'step':
      return titled(kinds.step, stepTitle(place.step), place.step)
    case 'choice':
      return titled(
        kinds.choice,
        procedure && transitionsAtPlace(procedure, place)[0]?.meta.title,
        `${place.step} ${place.type}`,
      )
    case 'need': {
      const transitions = procedure ? transitionsAtPlace(procedure, place) : []
      const needs = transitions.flatMap(({ meta }) => meta.needs ?? [])
      const need = needs.find(({ field }) => field === place.field)
      const title = procedure && need && needTitle(resolved(need, procedure), place.item)
      return titled(kinds.need, title, place.item ?? place.field)
    }
    case 'notice':
      return titled(kinds.notice, procedure && roleTitle(procedure, place.whom), place.whom)
    case 'promptly':
      return titled(
        kinds.promptly,
        procedure && nodeAt(procedure.chart, place.step.split('.'))?.meta?.promptly,
        place.step,
      )
    case 'field': {
      const found = procedure?.form.find(({ name }) => name === place.field)
      const option = found?.options?.find(({ id }) => id === place.option)
      return titled(kinds.field, option?.title ?? found?.title, place.option ?? place.field)
    }
    case 'deadline':
      return titled(
        kinds.deadline,
        procedure?.deadlines.find(({ id }) => id === place.deadline)?.title,
        place.deadline,
      )
    case 'category': {
      const found = procedure?.categories.find(({ id }) => id === place.category)
      return titled(kinds.category, found && numberedTitle(found), place.category)
    }
    case 'role':
      return titled(kinds.role, procedure && roleTitle(procedure, place.role), place.role)
    case 'requirement': {
      const title = procedure && choiceTitle(procedure.chart, place.event)
      return titled(kinds.requirement, title, place.event)
    }
    case 'feature':
      return features[place.feature]
    default:
      return unreachable(place)
  }
}

const kinds = {
  step: { th: 'ขั้น', en: 'the step' },
  choice: { th: 'การดำเนินการ', en: 'the choice' },
  need: { th: 'สิ่งที่ต้องระบุ', en: 'what must be given:' },
  notice: { th: 'การแจ้ง', en: 'the notice to' },
  promptly: { th: 'กำหนดให้ดำเนินการ', en: 'to be done' },
  field: { th: 'ช่องในแบบคำขอ', en: 'the field' },
  deadline: { th: 'กำหนดเวลา', en: 'the deadline' },
  category: { th: 'ประเภทข้อมูล', en: 'the kind of information' },
  role: { th: 'หน้าที่', en: 'the role' },
  requirement: { th: 'เงื่อนไขก่อนเผยแพร่', en: 'nothing is public without' },
} satisfies Record<Exclude<Place['kind'], 'feature'>, Text>

const features = {
  signIn: {
    th: 'การลงชื่อเข้าใช้ด้วยรหัสผ่านของแต่ละบุคคล ตามสิทธิที่ได้รับ',
    en: 'signing in with a password of one’s own, with the rights that one was given',
  },
  people: { th: 'การแต่งตั้งผู้ทำหน้าที่ พร้อมเลขที่คำสั่ง', en: 'appointments, with the number of their order' },
  publicProcedure: {
    th: 'หน้าขั้นตอนการเผยแพร่บนเว็บไซต์สาธารณะ',
    en: 'the page of the procedure on the public site',
  },
  supervision: {
    th: 'หน้ากำกับติดตามของผู้อำนวยการกลุ่มและผู้อำนวยการสำนักงาน',
    en: 'the page of supervision of directors of groups and of the office',
  },
  papers: {
    th: 'การพิมพ์บันทึกข้อความและแบบฟอร์มจากหน้าของเรื่อง',
    en: 'printing the memo and the form from the page of a request',
  },
}

/** A checked procedure resolves all its needs; a need of a form field that is gone keeps its key. */
const resolved = (need: Need, procedure: Procedure): ResolvedNeed | undefined =>
  'type' in need || need.field in specialTitles || procedure.form.some(({ name }) => name === need.field)
    ? resolveNeed(need, procedure)
    : undefined

function needTitle(need: ResolvedNeed | undefined, item: string | undefined): Text | undefined {
  if (!need) return undefined
  const options = 'items' in need ? need.items : 'grounds' in need ? need.grounds : []
  const found = options.find(({ id }) => id === item)
  if (found) return found.title
  return need.kind === 'field' ? need.title : specialTitles[need.kind]
}
