/** The closed lists of the government data catalogue of which an office chooses; their values are the catalogue's own. */

export const updateFrequencies = [
  ...([
    'ไม่ทราบ',
    'ปี',
    'ครึ่งปี',
    'ไตรมาส',
    'เดือน',
    'สัปดาห์',
    'วัน',
    'วันทำการ',
    'ชั่วโมง',
    'นาที',
    'ตามเวลาจริง',
  ] as const),
  ...(['ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล', 'อื่นๆ'] as const),
] as const
export type UpdateFrequency = (typeof updateFrequencies)[number]

export const licences = [
  ...(['License not specified', 'Creative Commons Attributions'] as const),
  ...(['Creative Commons Attribution Share-Alike', 'Creative Commons Non-Commercial (Any)'] as const),
  ...(['Open Data Common', 'GNU Free Documentation License', 'อื่นๆ'] as const),
] as const
export type Licence = (typeof licences)[number]

export const coverages = [
  ...(['ประเทศ', 'ภาค', 'จังหวัด', 'อำเภอ', 'ตำบล', 'หมู่บ้าน', 'เทศบาล/อบต.', 'ไม่มี', 'ไม่ทราบ', 'อื่นๆ'] as const),
] as const
export type Coverage = (typeof coverages)[number]

/** The dataset of everything that an office publishes, where its document lists no kinds of information. */
export const wholeDataset = 'all'
