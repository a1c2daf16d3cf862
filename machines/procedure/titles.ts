import { allTransitions } from '../chart/transitions.ts'
import type { Chart, May, Procedure, Text } from './procedure.ts'

/** Roles that stand in no list: the owner is not appointed, and it is an administrator who moves a request. */
const builtIn: Record<string, Text> = {
  owner: { th: 'เจ้าของเรื่อง', en: 'Owner of the request' },
  '@unit': { th: 'เจ้าหน้าที่ในกลุ่มของเจ้าของเรื่อง', en: "Officer of the owner's group" },
  admin: { th: 'ผู้ดูแลระบบของสำนักงาน', en: 'Administrator of the office' },
}

/** A role in the words of the procedure; one that it has lost is called by its id. */
export function roleTitle({ roles }: Pick<Procedure, 'roles'>, role: string): Text {
  const own = Object.hasOwn(builtIn, role) ? builtIn[role] : undefined
  return roles.find(({ id }) => id === role)?.title ?? own ?? { th: role, en: role }
}

const ownersUnit: Text = {
  th: 'เจ้าของเรื่องหรือเจ้าหน้าที่ในกลุ่มเดียวกัน',
  en: 'Owner of the request or an officer of the same group',
}
/** A role of those who may take a choice: under `owner`, their unit too where the choice lets it act. */
export const partTitle = (procedure: Pick<Procedure, 'roles'>, role: string, { unit }: May): Text =>
  role === 'owner' && unit ? ownersUnit : roleTitle(procedure, role)

/** What a choice is called: the title of the first of its type, or the type where the chart has lost it. */
export function choiceTitle(chart: Chart, type: string): Text {
  for (const { kind, name, transition } of allTransitions(chart))
    if (kind === 'on' && name === type) return transition.meta.title
  return { th: type, en: type }
}
