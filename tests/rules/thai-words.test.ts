import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What an official would not write, or a second name of a thing, and what stands in its place. */
const words: [wrong: RegExp, right: string, example: string, unlike: string][] = [
  [/สำนวน/u, 'ข้อความที่พิมพ์ไว้', 'ทิ้งสำนวนนี้', 'จำนวน'],
  [/ทางเดิน/u, 'ลำดับการดำเนินการ', 'ทางเดินของเรื่อง', 'ทางดำเนินการ'],
  [/เดิน(เรื่อง|ซ้ำ|ตาม|ต่อ)|ก้าว/u, 'ดำเนินการ, ทำซ้ำ, ขั้น', 'ย้อนหนึ่งก้าว', 'ดำเนินการตาม'],
  [/ตัวจริง/u, 'ผู้ดำรงตำแหน่ง', 'ตัวจริง', 'ข้อมูลจริง'],
  [/ข้อบังคับก่อน/u, 'เงื่อนไขก่อนเผยแพร่', 'ข้อบังคับก่อนเผยแพร่', 'กฎ ข้อบังคับ'],
  [/(?<!เ)ปิดบัญชี|เปิดบัญชี/u, 'ระงับ/เปิดใช้บัญชีผู้ใช้', 'ปิดบัญชีของ', 'เปิดใช้บัญชีผู้ใช้'],
  [/พิสูจน์/u, 'ตรวจสอบแผนผัง', 'ผลการพิสูจน์', 'ผลการตรวจสอบ'],
  [/ซ้อม/u, 'ทดลองดำเนินการ, กรณีทดสอบ', 'แบบซ้อม', 'ซ้อน'],
  [/ตรึง/u, 'ล็อกเนื้อหาฉบับที่เสนอ', 'ตรึงเนื้อหา', 'ตรง'],
  [/บุคคลสาธิต/u, 'ผู้ใช้ตัวอย่าง', 'เลือกบุคคลสาธิต', 'ระบบสาธิต'],
  [/ไม่(ทำ|ปิด)แล้ว/u, 'ยกเลิก', 'ไม่ทำแล้ว', 'ไม่มีแล้ว'],
  [/(?<!แผน)(?<!นัก)ผัง|แผนภาพ/u, 'แผนผัง', 'ผังนี้', 'แผนผังนี้'],
  [/รหัสครั้งเดียว/u, 'รหัสใช้ครั้งเดียว', 'ขอรหัสครั้งเดียว', 'รหัสใช้ครั้งเดียว'],
  [/ข้อเตือน|ข้อที่ขัด|ข้อที่ผิด|ข้อผิด(?!พลาด)/u, 'ข้อที่ไม่ถูกต้อง, ข้อควรทราบ', 'มีข้อผิด', 'ข้อผิดพลาด'],
  [/บุคคลและการแต่งตั้ง|เพิ่มบุคคล/u, 'บุคลากร', 'เพิ่มบุคคล', 'เพิ่มบุคลากร'],
  [/สิทธิ์(?! คำเพราะ)/u, 'สิทธิ', 'ไม่มีสิทธิ์', 'ไม่มีสิทธิ'],
  [/(?:ต้อง|การ)ลงชื่อ(?!เข้าใช้)/u, 'ลงลายมือชื่อ', 'ต้องลงชื่อ', 'ต้องลงลายมือชื่อ'],
  [/วิศวกร|ช่างเทคนิค|สำหรับช่าง/u, 'ผู้พัฒนาระบบ', 'สำหรับช่าง', 'ทางช่องทาง'],
  [/ชื่อ–/u, 'ชื่อ-นามสกุล', 'ชื่อ–นามสกุล', 'ชื่อ-นามสกุล'],
  [/ลองผิด/u, 'ไม่สำเร็จ', 'ลองผิดหลายครั้ง', 'ลองใหม่'],
  [/ที่เก็บข้อมูล(?=ไม่พร้อม|ขัดข้อง)/u, 'ระบบฐานข้อมูล', 'ที่เก็บข้อมูลไม่พร้อม', 'ที่เก็บไฟล์'],
  [/ถูกแทนด้วย/u, 'มีฉบับใหม่ใช้แทนแล้ว', 'ถูกแทนด้วยฉบับใหม่', 'ใช้แทน'],
  [/ตั้งค่าสำนักงาน/u, 'การตั้งค่าและบันทึก', 'ไปที่ตั้งค่าสำนักงาน', 'การตั้งค่า'],
]

/** Not the documents nor what quotes them, nor lists of words that texts of offices may hold. */
const quoted = /^machines\/(offices\/|text\/(thai-words|personal-data))/

const files = execFileSync('git', ['ls-files', '-z', 'ui', 'api', 'machines'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => /\.(tsx?|html)$/.test(file) && !quoted.test(file))
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))

test.each(words)('no screen, notice or refusal holds %s, but %s', (wrong, _right, example, unlike) => {
  expect([...texts].filter(([, text]) => wrong.test(text)).map(([file]) => file)).toEqual([])
  expect([wrong.test(example), wrong.test(unlike)]).toEqual([true, false])
})
