import type { Title } from './steps.ts'

/** The posts that every office appoints to, whether or not a procedure of its names them yet. */
export const commonRoles: { id: string; title: Title; within: 'group' | 'office' }[] = [
  { id: 'groupDirector', title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director of the group' }, within: 'group' },
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
  {
    id: 'committee',
    title: { th: 'กรรมการพิจารณาข้อมูล', en: 'Member of the committee' },
    within: 'office',
  },
]
