import type { Text } from '../procedure/procedure.ts'

/** The parts of the country for which the cabinet orders regional holidays, each with its own. */
export const regions = {
  north: { th: 'ภาคเหนือ', en: 'the North' },
  northeast: { th: 'ภาคตะวันออกเฉียงเหนือ', en: 'the Northeast' },
  central: { th: 'ภาคกลาง', en: 'the Central region' },
  south: { th: 'ภาคใต้', en: 'the South' },
} as const satisfies Record<string, Text>
export type Region = keyof typeof regions

type Place = { name: Text; region: Region }

/** The provinces in which the offices that ship lie, by their codes of ISO 3166-2. */
export const provinces = {
  'TH-13': { name: { th: 'จังหวัดปทุมธานี', en: 'Pathum Thani' }, region: 'central' },
  'TH-35': { name: { th: 'จังหวัดยโสธร', en: 'Yasothon' }, region: 'northeast' },
  'TH-46': { name: { th: 'จังหวัดกาฬสินธุ์', en: 'Kalasin' }, region: 'northeast' },
  'TH-50': { name: { th: 'จังหวัดเชียงใหม่', en: 'Chiang Mai' }, region: 'north' },
} as const satisfies Record<string, Place>
export type Province = keyof typeof provinces

export const isRegion = (id: string): id is Region => Object.hasOwn(regions, id)
export const isProvince = (id: string): id is Province => Object.hasOwn(provinces, id)

/** The name of a region or a province; undefined where it is neither. */
export const placeName = (id: string): Text | undefined =>
  isRegion(id) ? regions[id] : isProvince(id) ? provinces[id].name : undefined
