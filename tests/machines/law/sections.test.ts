import { expect, test } from '@jest/globals'
import { lawSectionIds, usualSection } from '../../../machines/law/sections.ts'

test.each([
  ['ประกาศจัดซื้อจัดจ้าง', '9.8.1'],
  ['แผนการจัดหาพัสดุ', '9.8.1'],
  ['การบริหารทรัพยากรบุคคล', '9.8.3'],
  ['การป้องกันการทุจริต', '9.8.3'],
  ['มาตรการส่งเสริมความโปร่งใส', '9.8.3'],
  ['การรับฟังความคิดเห็น', '9.8.3'],
  ['กฎหมาย ระเบียบ และข้อบังคับ', '7.4'],
  ['กฎระเบียบที่เกี่ยวข้อง', '7.4'],
  ['คู่มือการให้บริการ', '9.4.3'],
  ['ขั้นตอนให้บริการประชาชน', '9.4.3'],
  ['คู่มือการปฏิบัติงาน', '9.4.2'],
  ['ข้อมูลพื้นฐานของสำนักงาน', '7.1'],
  ['ข้อมูลหน่วยงาน', '7.1'],
  ['ข้อมูลผู้บริหาร', '7.1'],
  ['แผนปฏิบัติการประจำปี', '9.3'],
  ['แผนปฏิบัติราชการ', '9.3'],
  ['แผนการใช้จ่ายงบประมาณ', '9.3'],
  ['นโยบาย แผนพัฒนาการศึกษา', '9.2'],
])('%s usually stands under section %s', (title, section) => {
  expect(usualSection(title)).toBe(section)
  expect(lawSectionIds).toContain(section)
})

test('What is sure of no section has none, nor has what names one far behind its beginning', () => {
  expect(usualSection('ภาพกิจกรรมของโรงเรียน')).toBeUndefined()
  expect(usualSection(`${'ก'.repeat(40)}จัดซื้อจัดจ้าง`)).toBeUndefined()
  expect(usualSection(`${'ก'.repeat(26)}จัดซื้อจัดจ้าง`)).toBe('9.8.1')
})

test('Of two that it names, the one of procurement decides', () => {
  expect(usualSection('ความโปร่งใสในการจัดซื้อจัดจ้าง')).toBe('9.8.1')
})
