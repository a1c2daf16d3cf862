import { actionInWords } from '../procedure/action-words.ts'
import type { Action, Procedure, Text } from '../procedure/procedure.ts'

/** What follows by itself, as a list; what the product adds to every choice is not told. */
export function actionsInWords(procedure: Procedure, actions: Action[]): Text {
  const words = actions.map((action) => actionInWords(procedure, action))
  return {
    th: words.map(({ th }) => th).join(' · ') || 'ไม่มี',
    en: words.map(({ en }) => en).join(' · ') || 'none',
  }
}
