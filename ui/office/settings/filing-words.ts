import { defineWords } from '../../lib/i18n/define-words.ts'

export const useFilingWords = defineWords(
  {
    title: 'ดัชนีตามกฎหมายและชุดข้อมูล',
    help: 'ประเภทข้อมูลของสำนักงานจัดไว้ในข้อใดของมาตรา ๗ และมาตรา ๙ แห่ง พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ และรายละเอียดที่บัญชีข้อมูลภาครัฐกำหนด',
    lookLaw: 'เปิดดูดัชนีมาตรา ๗ และ ๙',
    lookDatasets: 'เปิดดูชุดข้อมูล',
    licence: 'สัญญาอนุญาตของชุดข้อมูล',
    coverage: 'ขอบเขตเชิงพื้นที่ของชุดข้อมูล',
    section: 'จัดไว้ในข้อ',
    sectionNone: 'ไม่จัดไว้ในข้อใด',
    frequency: 'ปรับปรุงทุก',
    noCategories: 'เอกสารของสำนักงานไม่ได้แบ่งประเภทข้อมูล จึงยังไม่มีสิ่งที่จัดในดัชนี สิ่งที่เผยแพร่ทั้งหมดเป็นชุดข้อมูลเดียว',
    save: 'บันทึกดัชนีและชุดข้อมูล',
    saved: 'บันทึกแล้ว เว็บไซต์แสดงตามนี้ตั้งแต่บัดนี้',
    notSaved: 'ยังไม่ได้บันทึก สิ่งที่เลือกไว้ยังอยู่',
  },
  {
    title: 'Indexes by law, and datasets',
    help: 'Under which subsection of sections 7 and 9 of the Official Information Act the kinds of information of the office stand, and what the government data catalogue asks for.',
    lookLaw: 'Open the index of sections 7 and 9',
    lookDatasets: 'Open the datasets',
    licence: 'Licence of the datasets',
    coverage: 'Area that the datasets cover',
    section: 'Filed under',
    sectionNone: 'No subsection',
    frequency: 'Updated every',
    noCategories:
      'The document of the office lists no kinds of information, so there is nothing to file. All that it publishes is one dataset.',
    save: 'Save the indexes and datasets',
    saved: 'Saved. The site shows it like this from now on.',
    notSaved: 'Not saved. What you chose is still here.',
  },
)
