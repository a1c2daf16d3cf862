import type { Procedure } from '../procedure/procedure.ts'
import { titleOfField } from '../procedure/titles.ts'
import type { Proof } from './proof.ts'
import { readTooEarly } from './tests-ahead.ts'
import { quoted, stepInWords, warning } from './words.ts'

/** A condition on a field that nobody can have filled in yet is no condition: it is told, with its step. */
export function readFieldsAreFilled(procedure: Procedure): Proof[] {
  const proofs = new Map<string, Proof>()
  for (const { field, from, transition } of readTooEarly(procedure)) {
    const step = from.join('.')
    const id = `unfilled:${[step, field].filter(Boolean).join(':')}`
    const [title, name] = [quoted(transition.meta.title), quoted(titleOfField(procedure, field))]
    const where = step === '' ? { th: 'ทั้งแผนผัง', en: 'the whole chart' } : stepInWords(procedure, step)
    proofs.set(
      id,
      warning(
        id,
        `ที่ขั้น ${where.th} เงื่อนไขของ ${title.th} ดูช่อง ${name.th} แต่ก่อนถึงขั้นนั้นยังไม่มีใครกรอกช่องนี้ได้ เงื่อนไขจึงได้ผลเดิมทุกเรื่อง`,
        `At ${where.en} the condition of ${title.en} looks at ${name.en}, which nobody can have filled in before: it turns out the same for every request.`,
        { steps: step === '' ? [] : [step] },
      ),
    )
  }
  return [...proofs.values()]
}
