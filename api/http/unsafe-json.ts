import type { RequestHandler } from 'express'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from './problem.ts'

/** Deeper than any form or event of this product; procedures have limits of their own below this one. */
const deepest = 64

/**
 * Refuses bodies that no client of ours sends: nested too deep (whatever recurses over them would overflow the stack),
 * with a key `__proto__` (copied with `...`, it would change a prototype), or with text that cannot be stored as it is.
 */
export const refuseStrangeJson: RequestHandler = (req, _res, next) => {
  let layer: Placed[] = [{ value: req.body, place: '' }]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > deepest) throw strange(layer[0]?.place, { th: 'ซ้อนกันลึกเกินไป', en: 'nested too deep' })
    const inside: Placed[] = []
    for (const { value, place } of layer) {
      if (typeof value === 'string') refuseUnstorable(value, place)
      if (value === null || typeof value !== 'object') continue
      for (const [key, inner] of Object.entries(value)) {
        const at = place === '' ? key : `${place}.${key}`
        if (key === '__proto__')
          throw strange(at, { th: 'มีช่องชื่อ __proto__', en: 'has a key named __proto__' })
        refuseUnstorable(key, place)
        inside.push({ value: inner, place: at })
      }
    }
    layer = inside
  }
  next()
}
type Placed = { value: unknown; place: string }

/**
 * Half of a surrogate pair has no UTF-8, so a column would hold something else than the JSON whose hash is kept; NUL
 * ends a text early for much of what reads one.
 */
function refuseUnstorable(text: string, place: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw strange(place, {
      th: 'มีอักขระที่จัดเก็บไม่ได้ (NUL หรืออักขระที่ขาดครึ่ง) — ลบแล้วพิมพ์ใหม่',
      en: 'has a character that cannot be stored (NUL, or half of a surrogate pair): delete it and type it again',
    })
}

const strange = (path = '', message: Text) =>
  new ApiProblem('invalid_request', { message, errors: [{ path, message }] })
