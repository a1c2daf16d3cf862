import { type Json, objectOf, stringOf } from './json.ts'
import { nodeAt, stepsOf, transitionsOf } from './walk.ts'

type Title = { th: string; en: string }

export const keyPattern = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/
export const eventPattern = /^[A-Z][A-Z0-9_]{0,63}$/

/** What officials call what they do, and how an engineer would. */
const verbs: [thai: string, name: string][] = [
  ['ไม่อนุญาต', 'disallow'],
  ['ไม่เห็นชอบ', 'disapprove'],
  ['ไม่รับรอง', 'refuse certification'],
  ['ส่งกลับ', 'return'],
  ['นำออก', 'take down'],
  ['ถอน', 'withdraw'],
  ['ขยาย', 'extend'],
  ['รับรอง', 'certify'],
  ['เห็นชอบ', 'approve'],
  ['อนุญาต', 'permit'],
  ['กลั่นกรอง', 'screen'],
  ['นำขึ้น', 'publish'],
  ['เผยแพร่', 'publish'],
  ['ตรวจ', 'review'],
  ['เสนอ', 'propose'],
  ['แจ้ง', 'inform'],
  ['ส่ง', 'send'],
]

/** What a Thai title says first is what is done; what follows ("ขอเผยแพร่", "เพื่ออนุญาต") is only what it is for. */
function leadingVerb(th: string): string | undefined {
  const found = verbs.flatMap(([thai, name]) => {
    const at = th.indexOf(thai)
    return at === -1 ? [] : [{ at, length: thai.length, name }]
  })
  return found.sort((a, b) => a.at - b.at || b.length - a.length)[0]?.name
}

/** The English words that a name is made of: of the English title, or what the Thai one speaks of. */
function wordsOf({ th, en }: Title, otherwise: string): string[] {
  const spoken = en
    .normalize('NFKD')
    .replaceAll(/['’]/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '' && !/^(the|a|an|of|to|on|for|by|and)$/i.test(word))
  const first = spoken.findIndex((word) => /^[A-Za-z]/.test(word))
  if (first !== -1) return spoken.slice(first, first + 4)
  return (leadingVerb(th) ?? otherwise).split(' ')
}

function unused(name: string, taken: Set<string>, join: string): string {
  const short = name.slice(0, 56)
  let made = short
  for (let number = 2; taken.has(made); number += 1) made = `${short}${join}${number}`
  return made
}

/** A key such as `directorApproval` that is not taken. */
export function keyFrom(title: Title, taken: Iterable<string>, otherwise: string): string {
  const [first = otherwise, ...others] = wordsOf(title, otherwise).map((word) => word.toLowerCase())
  const name = first + others.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
  return unused(name, new Set(taken), '')
}

/** An event type such as `APPROVE` that is not taken; where no English title gives it, by what the choice is known to do. */
export function eventFrom(title: Title, taken: Iterable<string>, deed?: string): string {
  const name = wordsOf(deed === undefined ? title : { ...title, th: '' }, deed ?? 'decide')
    .slice(0, 3)
    .join('_')
    .toUpperCase()
  return unused(name, new Set(taken), '_')
}

/** The names of the steps inside a step, and every id: what a new step inside it may not be called. */
export const takenKeys = (json: Json, parent: string[]): string[] => [
  ...Object.keys(objectOf(nodeAt(json, parent)?.states)),
  ...[...stepsOf(json)].map(({ node }) => stringOf(node.id)),
]

/** Every event type of the draft, once, in the order of the chart. */
export const eventTypes = (json: Json): string[] => [
  ...new Set(transitionsOf(json).flatMap(({ kind, name }) => (kind === 'on' ? [name] : []))),
]
