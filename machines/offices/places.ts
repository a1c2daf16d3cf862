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

/** The 77 provinces, Bangkok among them, by their codes of ISO 3166-2, each with its region of the regional holidays. */
export const provinces = {
  'TH-10': { name: { th: 'กรุงเทพมหานคร', en: 'Bangkok' }, region: 'central' },
  'TH-11': { name: { th: 'จังหวัดสมุทรปราการ', en: 'Samut Prakan' }, region: 'central' },
  'TH-12': { name: { th: 'จังหวัดนนทบุรี', en: 'Nonthaburi' }, region: 'central' },
  'TH-13': { name: { th: 'จังหวัดปทุมธานี', en: 'Pathum Thani' }, region: 'central' },
  'TH-14': { name: { th: 'จังหวัดพระนครศรีอยุธยา', en: 'Phra Nakhon Si Ayutthaya' }, region: 'central' },
  'TH-15': { name: { th: 'จังหวัดอ่างทอง', en: 'Ang Thong' }, region: 'central' },
  'TH-16': { name: { th: 'จังหวัดลพบุรี', en: 'Lop Buri' }, region: 'central' },
  'TH-17': { name: { th: 'จังหวัดสิงห์บุรี', en: 'Sing Buri' }, region: 'central' },
  'TH-18': { name: { th: 'จังหวัดชัยนาท', en: 'Chai Nat' }, region: 'central' },
  'TH-19': { name: { th: 'จังหวัดสระบุรี', en: 'Saraburi' }, region: 'central' },
  'TH-20': { name: { th: 'จังหวัดชลบุรี', en: 'Chon Buri' }, region: 'central' },
  'TH-21': { name: { th: 'จังหวัดระยอง', en: 'Rayong' }, region: 'central' },
  'TH-22': { name: { th: 'จังหวัดจันทบุรี', en: 'Chanthaburi' }, region: 'central' },
  'TH-23': { name: { th: 'จังหวัดตราด', en: 'Trat' }, region: 'central' },
  'TH-24': { name: { th: 'จังหวัดฉะเชิงเทรา', en: 'Chachoengsao' }, region: 'central' },
  'TH-25': { name: { th: 'จังหวัดปราจีนบุรี', en: 'Prachin Buri' }, region: 'central' },
  'TH-26': { name: { th: 'จังหวัดนครนายก', en: 'Nakhon Nayok' }, region: 'central' },
  'TH-27': { name: { th: 'จังหวัดสระแก้ว', en: 'Sa Kaeo' }, region: 'central' },
  'TH-30': { name: { th: 'จังหวัดนครราชสีมา', en: 'Nakhon Ratchasima' }, region: 'northeast' },
  'TH-31': { name: { th: 'จังหวัดบุรีรัมย์', en: 'Buri Ram' }, region: 'northeast' },
  'TH-32': { name: { th: 'จังหวัดสุรินทร์', en: 'Surin' }, region: 'northeast' },
  'TH-33': { name: { th: 'จังหวัดศรีสะเกษ', en: 'Si Sa Ket' }, region: 'northeast' },
  'TH-34': { name: { th: 'จังหวัดอุบลราชธานี', en: 'Ubon Ratchathani' }, region: 'northeast' },
  'TH-35': { name: { th: 'จังหวัดยโสธร', en: 'Yasothon' }, region: 'northeast' },
  'TH-36': { name: { th: 'จังหวัดชัยภูมิ', en: 'Chaiyaphum' }, region: 'northeast' },
  'TH-37': { name: { th: 'จังหวัดอำนาจเจริญ', en: 'Amnat Charoen' }, region: 'northeast' },
  'TH-38': { name: { th: 'จังหวัดบึงกาฬ', en: 'Bueng Kan' }, region: 'northeast' },
  'TH-39': { name: { th: 'จังหวัดหนองบัวลำภู', en: 'Nong Bua Lam Phu' }, region: 'northeast' },
  'TH-40': { name: { th: 'จังหวัดขอนแก่น', en: 'Khon Kaen' }, region: 'northeast' },
  'TH-41': { name: { th: 'จังหวัดอุดรธานี', en: 'Udon Thani' }, region: 'northeast' },
  'TH-42': { name: { th: 'จังหวัดเลย', en: 'Loei' }, region: 'northeast' },
  'TH-43': { name: { th: 'จังหวัดหนองคาย', en: 'Nong Khai' }, region: 'northeast' },
  'TH-44': { name: { th: 'จังหวัดมหาสารคาม', en: 'Maha Sarakham' }, region: 'northeast' },
  'TH-45': { name: { th: 'จังหวัดร้อยเอ็ด', en: 'Roi Et' }, region: 'northeast' },
  'TH-46': { name: { th: 'จังหวัดกาฬสินธุ์', en: 'Kalasin' }, region: 'northeast' },
  'TH-47': { name: { th: 'จังหวัดสกลนคร', en: 'Sakon Nakhon' }, region: 'northeast' },
  'TH-48': { name: { th: 'จังหวัดนครพนม', en: 'Nakhon Phanom' }, region: 'northeast' },
  'TH-49': { name: { th: 'จังหวัดมุกดาหาร', en: 'Mukdahan' }, region: 'northeast' },
  'TH-50': { name: { th: 'จังหวัดเชียงใหม่', en: 'Chiang Mai' }, region: 'north' },
  'TH-51': { name: { th: 'จังหวัดลำพูน', en: 'Lamphun' }, region: 'north' },
  'TH-52': { name: { th: 'จังหวัดลำปาง', en: 'Lampang' }, region: 'north' },
  'TH-53': { name: { th: 'จังหวัดอุตรดิตถ์', en: 'Uttaradit' }, region: 'north' },
  'TH-54': { name: { th: 'จังหวัดแพร่', en: 'Phrae' }, region: 'north' },
  'TH-55': { name: { th: 'จังหวัดน่าน', en: 'Nan' }, region: 'north' },
  'TH-56': { name: { th: 'จังหวัดพะเยา', en: 'Phayao' }, region: 'north' },
  'TH-57': { name: { th: 'จังหวัดเชียงราย', en: 'Chiang Rai' }, region: 'north' },
  'TH-58': { name: { th: 'จังหวัดแม่ฮ่องสอน', en: 'Mae Hong Son' }, region: 'north' },
  'TH-60': { name: { th: 'จังหวัดนครสวรรค์', en: 'Nakhon Sawan' }, region: 'north' },
  'TH-61': { name: { th: 'จังหวัดอุทัยธานี', en: 'Uthai Thani' }, region: 'north' },
  'TH-62': { name: { th: 'จังหวัดกำแพงเพชร', en: 'Kamphaeng Phet' }, region: 'north' },
  'TH-63': { name: { th: 'จังหวัดตาก', en: 'Tak' }, region: 'north' },
  'TH-64': { name: { th: 'จังหวัดสุโขทัย', en: 'Sukhothai' }, region: 'north' },
  'TH-65': { name: { th: 'จังหวัดพิษณุโลก', en: 'Phitsanulok' }, region: 'north' },
  'TH-66': { name: { th: 'จังหวัดพิจิตร', en: 'Phichit' }, region: 'north' },
  'TH-67': { name: { th: 'จังหวัดเพชรบูรณ์', en: 'Phetchabun' }, region: 'north' },
  'TH-70': { name: { th: 'จังหวัดราชบุรี', en: 'Ratchaburi' }, region: 'central' },
  'TH-71': { name: { th: 'จังหวัดกาญจนบุรี', en: 'Kanchanaburi' }, region: 'central' },
  'TH-72': { name: { th: 'จังหวัดสุพรรณบุรี', en: 'Suphan Buri' }, region: 'central' },
  'TH-73': { name: { th: 'จังหวัดนครปฐม', en: 'Nakhon Pathom' }, region: 'central' },
  'TH-74': { name: { th: 'จังหวัดสมุทรสาคร', en: 'Samut Sakhon' }, region: 'central' },
  'TH-75': { name: { th: 'จังหวัดสมุทรสงคราม', en: 'Samut Songkhram' }, region: 'central' },
  'TH-76': { name: { th: 'จังหวัดเพชรบุรี', en: 'Phetchaburi' }, region: 'central' },
  'TH-77': { name: { th: 'จังหวัดประจวบคีรีขันธ์', en: 'Prachuap Khiri Khan' }, region: 'central' },
  'TH-80': { name: { th: 'จังหวัดนครศรีธรรมราช', en: 'Nakhon Si Thammarat' }, region: 'south' },
  'TH-81': { name: { th: 'จังหวัดกระบี่', en: 'Krabi' }, region: 'south' },
  'TH-82': { name: { th: 'จังหวัดพังงา', en: 'Phangnga' }, region: 'south' },
  'TH-83': { name: { th: 'จังหวัดภูเก็ต', en: 'Phuket' }, region: 'south' },
  'TH-84': { name: { th: 'จังหวัดสุราษฎร์ธานี', en: 'Surat Thani' }, region: 'south' },
  'TH-85': { name: { th: 'จังหวัดระนอง', en: 'Ranong' }, region: 'south' },
  'TH-86': { name: { th: 'จังหวัดชุมพร', en: 'Chumphon' }, region: 'south' },
  'TH-90': { name: { th: 'จังหวัดสงขลา', en: 'Songkhla' }, region: 'south' },
  'TH-91': { name: { th: 'จังหวัดสตูล', en: 'Satun' }, region: 'south' },
  'TH-92': { name: { th: 'จังหวัดตรัง', en: 'Trang' }, region: 'south' },
  'TH-93': { name: { th: 'จังหวัดพัทลุง', en: 'Phatthalung' }, region: 'south' },
  'TH-94': { name: { th: 'จังหวัดปัตตานี', en: 'Pattani' }, region: 'south' },
  'TH-95': { name: { th: 'จังหวัดยะลา', en: 'Yala' }, region: 'south' },
  'TH-96': { name: { th: 'จังหวัดนราธิวาส', en: 'Narathiwat' }, region: 'south' },
} as const satisfies Record<string, Place>
export type Province = keyof typeof provinces

export const isRegion = (id: string): id is Region => Object.hasOwn(regions, id)
export const isProvince = (id: string): id is Province => Object.hasOwn(provinces, id)

/** The name of a region or a province; undefined where it is neither. */
export const placeName = (id: string): Text | undefined =>
  isRegion(id) ? regions[id] : isProvince(id) ? provinces[id].name : undefined
