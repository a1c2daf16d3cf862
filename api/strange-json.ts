import type { RequestHandler } from 'express'
import { ApiProblem } from './problem.ts'

/** Deeper than any form or event of this product; procedures have limits of their own below this one. */
const deepest = 64

/**
 * Refuses bodies that no client of ours sends: nested too deep (whatever recurses over them would overflow the stack)
 * or with a key `__proto__` (copied with `...`, it would change a prototype).
 */
export const refuseStrangeJson: RequestHandler = (req, _res, next) => {
  let layer: unknown[] = [req.body]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > deepest) throw strange('ซ้อนกันลึกเกินไป', 'nested too deep')
    const inside: unknown[] = []
    for (const item of layer) {
      if (item === null || typeof item !== 'object') continue
      if (Object.hasOwn(item, '__proto__')) throw strange('มีช่องชื่อ __proto__', 'has a key named __proto__')
      for (const value of Object.values(item)) inside.push(value)
    }
    layer = inside
  }
  next()
}

const strange = (th: string, en: string) =>
  new ApiProblem('invalid_request', { errors: [{ path: '', message: { th, en } }] })
