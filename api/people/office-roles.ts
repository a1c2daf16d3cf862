import type { Role } from '../../machines/procedure/procedure.ts'
import { type Reader, versionsInForce } from '../procedures/versions.ts'

/** Roles that every office can appoint to, whether or not a procedure of its names them. */
const common: Role[] = [
  {
    id: 'officer',
    title: { th: 'เจ้าหน้าที่ของกลุ่ม (เจ้าของเรื่อง)', en: 'Officer of a group (owner of requests)' },
    within: 'group',
  },
  { id: 'groupDirector', title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director of a group' }, within: 'group' },
  {
    id: 'officeDirector',
    title: { th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', en: 'Director of the office' },
    within: 'office',
  },
  { id: 'webmaster', title: { th: 'เจ้าหน้าที่ดูแลเว็บไซต์', en: 'Webmaster' }, within: 'office' },
  {
    id: 'webHead',
    title: { th: 'หัวหน้ากลุ่มงานที่รับผิดชอบดูแลเว็บไซต์', en: 'Head of the web group' },
    within: 'office',
  },
  {
    id: 'publicRelations',
    title: { th: 'เจ้าหน้าที่ประชาสัมพันธ์', en: 'Public relations officer' },
    within: 'office',
  },
  { id: 'committee', title: { th: 'กรรมการพิจารณาข้อมูล', en: 'Member of the committee' }, within: 'office' },
  { id: 'admin', title: { th: 'ผู้ดูแลระบบ', en: 'Administrator' }, within: 'office' },
]

/**
 * The roles that an office can appoint to: the common ones, then those that its procedures in force add. A procedure
 * that names a common role gives it its own title, by which the office's requests call it.
 */
export async function rolesOfOffice(db: Reader, office: string): Promise<Role[]> {
  const named = new Map<string, Role>()
  // Ownership comes with a request, never by appointment.
  for (const { procedure } of await versionsInForce(db, office))
    for (const role of procedure.roles)
      if (role.id !== 'owner' && !named.has(role.id)) named.set(role.id, role)
  const known = common.map((role) => ({ ...role, title: named.get(role.id)?.title ?? role.title }))
  return [...known, ...[...named.values()].filter(({ id }) => !common.some((role) => role.id === id))]
}
