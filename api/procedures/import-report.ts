import type { z } from 'zod'
import { walk } from '../../machines/chart/graph.ts'
import { allTransitions } from '../../machines/chart/transitions.ts'
import type { AroundChart, NamedVersion } from '../../machines/procedure/import-chart.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import type { importedSchema } from '../http/procedure-contract.ts'

export type Imported = z.infer<typeof importedSchema>
/** A version of the procedure that is to be written, with its number. */
export type Present = { procedure: Procedure; version: number }
type Succession = {
  /** Which version the file says it is of. */
  named: NamedVersion | undefined
  /** Whether that version is stored as one of this procedure. */
  isOurs: boolean
  inForce: Present | undefined
  /** From which what the format cannot hold was kept; undefined: from the standard. */
  base: Present | undefined
  /** The procedure that is written. */
  id: string
}

/**
 * What became of an XState file, for the administrator: which version it succeeds and whether that is the one in force,
 * what was kept from that version, what was taken from the file, and what of the file was not taken as it stood.
 */
export function importReport({ json, dropped, renamed, added }: AroundChart, of: Succession): Imported {
  const chart = json.chart as Procedure['chart']
  const [steps, transitions] = [[...walk(chart)].length - 1, [...allTransitions(chart)].length]
  const { roles, deadlines } = added
  return {
    succession: successionOf(of),
    isInForce: of.base !== undefined && of.base.version === of.inForce?.version,
    kept: keptFrom(of.base?.procedure, json as Partial<Procedure>),
    taken: [
      {
        th: `แผนผัง ${steps} ขั้น และทางเลือก ${transitions} รายการ`,
        en: `the chart: ${steps} steps, ${transitions} choices and deadlines`,
      },
      ...roles.map((id) => ({ th: `บทบาทใหม่ ${id}`, en: `a new role, ${id}` })),
      ...deadlines.map((id) => ({ th: `กำหนดเวลาใหม่ ${id}`, en: `a new deadline, ${id}` })),
    ],
    changed: [
      ...dropped.map((name) => ({
        th: `ไม่ได้นำ “${name}” ของไฟล์มาใช้ เพราะระบบนี้ไม่มีความหมายนั้น`,
        en: `“${name}” of the file was left out: it has no meaning here`,
      })),
      ...renamed.map(({ from, to }) => ({
        th: `เปลี่ยนชื่อ “${from}” เป็น “${to}”`,
        en: `“${from}” is called “${to}” here`,
      })),
    ],
  }
}

function successionOf({ named, isOurs, inForce, base, id }: Succession): Text {
  const now = inForce
    ? { th: `ฉบับที่ใช้อยู่คือฉบับที่ ${inForce.version}`, en: `version ${inForce.version} is in force` }
    : { th: 'ขั้นตอนนี้ยังไม่มีฉบับที่ใช้', en: 'no version of this procedure is in force' }
  if (!named)
    return base
      ? {
          th: `ไฟล์ไม่ได้บอกว่ามาจากฉบับใด จึงเทียบกับฉบับที่ใช้อยู่ คือฉบับที่ ${base.version}`,
          en: `The file does not say of which version it is: it is held against version ${base.version}, which is in force.`,
        }
      : {
          th: `ไฟล์ไม่ได้บอกว่ามาจากฉบับใด และ${now.th} ส่วนที่ไฟล์ไม่มีมาจากแม่แบบมาตรฐาน`,
          en: `The file does not say of which version it is, and ${now.en}: what it lacks is the standard's.`,
        }
  const of = {
    th: `ไฟล์มาจาก ${named.procedure} ฉบับที่ ${named.version}`,
    en: `The file is of version ${named.version} of ${named.procedure}`,
  }
  if (!isOurs)
    return {
      th: `${of.th} ซึ่งไม่ใช่ฉบับของ ${id} ที่เก็บไว้ที่นี่ ${now.th}`,
      en: `${of.en}, which is no version of ${id} that is stored here; ${now.en}.`,
    }
  return base?.version === inForce?.version
    ? { th: `${of.th} ซึ่งเป็นฉบับที่ใช้อยู่`, en: `${of.en}, which is in force.` }
    : {
        th: `${of.th} ซึ่งไม่ใช่ฉบับที่ใช้อยู่: ${now.th} สิ่งที่แก้ในฉบับหลังจากนั้นไม่อยู่ในร่างนี้`,
        en: `${of.en}, which is not in force: ${now.en}. What later versions changed is not in this draft.`,
      }
}

type Part = 'order' | 'roles' | 'form' | 'deadlines' | 'categories' | 'requires' | 'rules'
const parts: Record<Part, (count: number) => Text> = {
  order: () => ({ th: 'ประกาศหรือคำสั่งและกฎหมายที่อ้าง', en: 'the order and the laws that it names' }),
  roles: (n) => ({ th: `บทบาท ${n} รายการ`, en: `${n} roles` }),
  form: (n) => ({ th: `แบบฟอร์ม ${n} ช่อง`, en: `the form, ${n} fields` }),
  deadlines: (n) => ({ th: `กำหนดเวลา ${n} รายการ`, en: `${n} deadlines` }),
  categories: (n) => ({ th: `หมวดหมู่ ${n} รายการ`, en: `${n} categories` }),
  requires: (n) => ({ th: `การรับรองที่ต้องมี ${n} รายการ`, en: `${n} required certifications` }),
  rules: (n) => ({ th: `หลักเกณฑ์ ${n} ข้อ`, en: `${n} rules` }),
}

/** What the format cannot hold, as the version has it. */
function keptFrom(base: Procedure | undefined, written: Partial<Procedure>): Text[] {
  const from = base ?? written
  return (Object.keys(parts) as Part[]).flatMap((part) => {
    const value = from[part]
    if (value === undefined) return []
    const count = Array.isArray(value) ? value.length : 1
    return count === 0 ? [] : [parts[part](count)]
  })
}
