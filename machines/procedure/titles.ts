import { allTransitions } from '../chart/transitions.ts'
import type { FurtherRecipient } from './notice-values.ts'
import { type Chart, dayFieldOf, type May, type Procedure, type Text } from './procedure.ts'
import { type FormOf, type ResolvedNeed, resolveNeed } from './resolved-need.ts'

/** Roles that stand in no list: the owner is not appointed, and it is an administrator who moves a request. */
const builtIn: Record<string, Text> = {
  owner: { th: 'เจ้าของเรื่อง', en: 'Owner of the request' },
  '@unit': { th: 'เจ้าหน้าที่ในกลุ่มของเจ้าของเรื่อง', en: "Officer of the owner's group" },
  admin: { th: 'ผู้ดูแลระบบของสำนักงาน', en: 'Administrator of the office' },
  ...({
    actor: { th: 'ผู้ดำเนินการ', en: 'Whoever acted' },
    superiorOfActor: { th: 'ผู้บังคับบัญชาของผู้ดำเนินการ', en: 'Superior of whoever acted' },
    superiorOfOwner: { th: 'ผู้บังคับบัญชาของเจ้าของเรื่อง', en: 'Superior of the owner' },
  } satisfies Record<FurtherRecipient, Text>),
}

/** A role in the words of the procedure; one that it has lost is called by its id. */
export function roleTitle({ roles, owner }: Pick<Procedure, 'roles' | 'owner'>, role: string): Text {
  if (role === 'owner' && owner) return owner.title
  const own = Object.hasOwn(builtIn, role) ? builtIn[role] : undefined
  return roles.find(({ id }) => id === role)?.title ?? own ?? { th: role, en: role }
}

const ownersUnit: Text = {
  th: 'เจ้าของเรื่องหรือเจ้าหน้าที่ในกลุ่มเดียวกัน',
  en: 'Owner of the request or an officer of the same group',
}
/** A role of those who may take a choice: under `owner`, their unit too where the choice lets it act. */
export function partTitle(procedure: Pick<Procedure, 'roles' | 'owner'>, role: string, { unit }: May): Text {
  const title = roleTitle(procedure, role)
  if (role !== 'owner' || !unit) return title
  if (!procedure.owner) return ownersUnit
  return {
    th: `${title.th} (เจ้าของเรื่องหรือเจ้าหน้าที่ในกลุ่มเดียวกัน)`,
    en: `${title.en} (the owner of the request or an officer of the same group)`,
  }
}

/** What a choice is called: the title of the first of its type, or the type where the chart has lost it. */
export function choiceTitle(chart: Chart, type: string): Text {
  for (const { kind, name, transition } of allTransitions(chart))
    if (kind === 'on' && name === type) return transition.meta.title
  return { th: type, en: type }
}

/** What names the values of a procedure. */
export type Titled = Pick<Procedure, 'form' | 'chart'> & Partial<Pick<Procedure, 'deadlines'>>

/** The words of a value that an event carried: its need's, the form's or its deadline's. */
export function titleOfField({ form, deadlines = [], chart }: Titled, field: string): Text {
  for (const { transition } of allTransitions(chart))
    for (const need of transition.meta.needs ?? [])
      if (need.field === field && 'title' in need) return need.title
  const deadline = deadlines.find((one) => dayFieldOf(one) === field)
  return form.find(({ name }) => name === field)?.title ?? deadline?.title ?? { th: field, en: field }
}

/** What of a field's options a value is called: in the form, or in a need that asks for it; the value itself elsewhere. */
export function titleOfValue(
  procedure: FormOf & Pick<Procedure, 'chart'>,
  field: string,
  value: string,
): Text {
  const needs = [...allTransitions(procedure.chart)].flatMap(({ transition }) => transition.meta.needs ?? [])
  const ofForm = procedure.form.some(({ name }) => name === field) ? [{ field }] : []
  for (const need of [...ofForm, ...needs.filter((one) => one.field === field)]) {
    const resolved = resolveNeed(need, procedure)
    const option = resolved.kind === 'field' && resolved.options?.find(({ id }) => id === value)
    if (option) return option.title
  }
  return { th: value, en: value }
}

/** What each need is called that is no field, where it is named by itself. */
export const specialTitles = {
  reasons: { th: 'เหตุผล', en: 'Reasons' },
  checked: { th: 'รายการตรวจสอบ', en: 'Checklist' },
  publishUntil: { th: 'วันสิ้นสุดการเผยแพร่', en: 'Last day of publication' },
  revision: { th: 'เนื้อหาที่แก้ไขแล้ว', en: 'The corrected content' },
  signature: { th: 'ลายมือชื่อ', en: 'Signature' },
} satisfies Record<Exclude<ResolvedNeed['kind'], 'field'>, Text>
