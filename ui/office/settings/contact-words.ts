import { defineWords } from '../../lib/i18n/define-words.ts'

export const useContactWords = defineWords(
  {
    title: 'ช่องทางติดต่อของแต่ละกลุ่ม',
    help: 'แสดงในทุกรายการที่เผยแพร่ของกลุ่ม กลุ่มที่ยังไม่มี ใช้ช่องทางติดต่อของเว็บไซต์สำนักงานข้างต้น ใส่เฉพาะหมายเลขและอีเมลของทางราชการ',
    whose: 'ช่องทางติดต่อของ',
    unknown: 'ยังไม่มี',
    unsaved: 'ยังไม่ได้บันทึก',
    telephone: 'โทรศัพท์',
    telephoneHelp: 'เช่น 0 5311 2233 ต่อ 12',
    email: 'อีเมล',
    emailHelp: 'อีเมลกลางของหน่วย ไม่ใช่ของบุคคล',
    place: 'ห้องหรือที่ตั้ง',
    save: 'บันทึกช่องทางติดต่อ',
    saved: 'บันทึกช่องทางติดต่อแล้ว',
    notSaved: 'ยังไม่ได้บันทึก สิ่งที่พิมพ์ไว้ยังอยู่',
  },
  {
    title: 'Contacts of the groups',
    help: 'Shown with every published item of the group; a group without uses the contact of the site above. Official numbers and addresses only.',
    whose: 'Contact of',
    unknown: 'none yet',
    unsaved: 'not saved',
    telephone: 'Telephone',
    telephoneHelp: 'For example 0 5311 2233 ext. 12',
    email: 'E-mail',
    emailHelp: 'The address of the unit, not of a person',
    place: 'Room or place',
    save: 'Save the contact',
    saved: 'The contact is saved',
    notSaved: 'Not saved. What you typed is still here.',
  },
)
