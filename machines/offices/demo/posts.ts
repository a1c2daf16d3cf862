import type { Text } from '../../procedure/procedure.ts'
import type { CapacityKind } from '../../run/vocabulary.ts'
import type { OfficeDemo } from './office-demo.ts'

export type DemoAppointment = {
  role: string
  group?: string
  capacity?: CapacityKind
  orderNumber?: string
}
/** `id` follows the office in the username: `cmi3.officer`. */
export type DemoPerson = { id: string; name: string; position: string; appointments: DemoAppointment[] }
/** `demo` is absent for an office that was added to the database. */
export type PostedOffice = {
  id: string
  name: Text
  groups: { id: string; name: Text }[]
  demo?: Pick<OfficeDemo, 'signatories' | 'furtherGroups'>
}

const actsForOfficeDirector = 'ม.๕๓ พ.ร.บ.ระเบียบบริหารราชการกระทรวงศึกษาธิการ พ.ศ. ๒๕๔๖'
const actsForGroupDirector = 'ม.๖๘ พ.ร.บ.ระเบียบข้าราชการครูและบุคลากรทางการศึกษา พ.ศ. ๒๕๔๗'

/**
 * The demo people of one office. Whoever may own a request is an officer of a group, and every such group has a
 * director: otherwise a request of theirs would wait for nobody. Throws when the office lacks a group that they need.
 */
export function postsOf(office: PostedOffice): DemoPerson[] {
  const inOffice = office.name.th
  const director = `ผู้อำนวยการ${inOffice}`
  const groupName = (id: string) => {
    const group = office.groups.find((one) => one.id === id)
    if (!group) throw new Error(`The demo people of ${office.id} need its group "${id}", but it has none.`)
    return group.name.th
  }
  const person = (
    id: string,
    name: string,
    position: string,
    appointments: DemoAppointment[],
  ): DemoPerson => ({ id, name: office.demo?.signatories[id] ?? name, position, appointments })
  const officer = (id: string, group: string) =>
    person(id, `เจ้าหน้าที่ ${groupName(group)}`, `เจ้าหน้าที่ ${groupName(group)} ${inOffice}`, [
      { role: 'officer', group },
    ])
  const groupDirector = (id: string, group: string, ...more: DemoAppointment[]) =>
    person(id, `ผู้อำนวยการ${groupName(group)}`, `ผู้อำนวยการ${groupName(group)} ${inOffice}`, [
      { role: 'groupDirector', group },
      { role: 'officer', group },
      ...more,
    ])
  const inGroup = (id: string, post: string, group: string, ...appointments: DemoAppointment[]) =>
    person(id, post, `${post} ${groupName(group)} ${inOffice}`, [...appointments, { role: 'officer', group }])

  const people = [
    officer('officer', 'policy'),
    officer('officer2', 'promotion'),
    groupDirector('groupDirector', 'policy'),
    groupDirector('groupDirector2', 'promotion', {
      role: 'groupDirector',
      group: 'general',
      capacity: 'actingInPost',
      orderNumber: actsForGroupDirector,
    }),
    person('officeDirector', 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', director, [{ role: 'officeDirector' }]),
    person('deputyDirector', 'รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', `รอง${director} รักษาราชการแทน ${director}`, [
      { role: 'officeDirector', capacity: 'actingByLaw', orderNumber: actsForOfficeDirector },
    ]),
    inGroup('webmaster', 'เจ้าหน้าที่ดูแลเว็บไซต์', 'ict', { role: 'webmaster' }),
    inGroup(
      'webHead',
      'หัวหน้ากลุ่มงานที่รับผิดชอบดูแลเว็บไซต์',
      'ict',
      { role: 'webHead' },
      { role: 'groupDirector', group: 'ict' },
    ),
    inGroup('publicRelations', 'เจ้าหน้าที่ประชาสัมพันธ์', 'general', { role: 'publicRelations' }),
    inGroup('committee', 'กรรมการพิจารณาข้อมูลเผยแพร่ต่อสาธารณะ', 'general', { role: 'committee' }),
    inGroup('admin', 'ผู้ดูแลระบบ', 'ict', { role: 'admin' }),
  ]
  const further = Object.entries(office.demo?.furtherGroups ?? {})
  return [
    ...people,
    ...further.flatMap(([name, group]) => [
      officer(`officer${name}`, group),
      groupDirector(`groupDirector${name}`, group),
    ]),
  ]
}
