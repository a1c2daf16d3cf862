import { takenIf } from '../procedure/condition-words.ts'
import type { Text } from '../procedure/procedure.ts'
import { roleTitle } from '../procedure/titles.ts'
import { choiceInWords, stepsInWords } from '../proofs/words.ts'
import type { Compiled } from '../run/compile.ts'
import { delayOf, type Refused } from '../run/step.ts'
import type { Refusal } from '../run/vocabulary.ts'
import type { ScenarioStep } from './scenario.ts'

/** What came of a scenario, in sentences. */
export function endedWell({ procedure }: Compiled, ended: string[]): Text {
  const { th, en } = stepsInWords(procedure, ended)
  return { th: `ดำเนินการได้ครบทุกขั้น และอยู่ที่ขั้น ${th}`, en: `Every step was taken, up to ${en}.` }
}

export function endedElsewhere({ procedure }: Compiled, ended: string[], expected: string[]): Text {
  const [here, there] = [stepsInWords(procedure, ended), stepsInWords(procedure, expected)]
  return {
    th: `ดำเนินการได้ครบทุกขั้น แต่อยู่ที่ขั้น ${here.th} แทนที่จะเป็น ${there.th}`,
    en: `Every step was taken, but it stands at ${here.en} instead of ${there.en}.`,
  }
}

export function refusedAsExpected(compiled: Compiled, last: ScenarioStep): Text {
  const { th, en } = inWords(compiled, last)
  return { th: `${th} ถูกปฏิเสธตามที่คาดไว้`, en: `${en} was refused, as it must be.` }
}

export function notRefused(compiled: Compiled, last: ScenarioStep | undefined): Text {
  const { th, en } = last ? inWords(compiled, last) : { th: 'เส้นทางว่าง', en: 'An empty path' }
  return { th: `${th} ต้องถูกปฏิเสธ แต่ดำเนินการได้`, en: `${en} must be refused, but was taken.` }
}

export function refusedAt(
  compiled: Compiled,
  index: number,
  one: ScenarioStep,
  answer: Refused,
  at: string[],
): Text {
  const [words, here] = [inWords(compiled, one), stepsInWords(compiled.procedure, at)]
  const why =
    answer.code === 'not_permitted' && answer.refusals[0] ? whyNot(compiled, answer.refusals[0]) : notHere
  return {
    th: `ลำดับที่ ${index + 1} ${words.th} ที่ขั้น ${here.th} ดำเนินการไม่ได้: ${why.th}`,
    en: `Step ${index + 1}, ${words.en}, at ${here.en} was refused: ${why.en}.`,
  }
}

const notHere: Text = { th: 'ขั้นนี้ไม่มีทางเลือกนี้', en: 'this step has no such choice' }

function whyNot({ procedure }: Compiled, { code, roles, decisions = [], condition }: Refusal): Text {
  if (code === 'not_owner') return { th: 'ไม่ใช่เจ้าของเรื่อง', en: 'not the owner of the request' }
  if (code === 'separation_of_duties') {
    const earlier = decisions.map((type) => choiceInWords(procedure, type))
    return {
      th: `คนเดียวกันทำ ${earlier.map(({ th }) => th).join(' ')} ไปแล้ว`,
      en: `the same person took ${earlier.map(({ en }) => en).join(', ')}`,
    }
  }
  if (code === 'condition_unmet' && condition) {
    const { th, en } = takenIf(procedure, condition)
    return { th, en: `it ${en}` }
  }
  const titles = roles.map((role) => roleTitle(procedure, role))
  return {
    th: `เป็นหน้าที่ของ${titles.map(({ th }) => th).join(' หรือ')}`,
    en: `it belongs to: ${titles.map(({ en }) => en).join(', ')}`,
  }
}

function inWords({ procedure }: Compiled, { type, role, person }: ScenarioStep): Text {
  if (role === null) {
    const name = delayOf(type)
    const deadline = procedure.deadlines.find(({ id }) => id === name)
    const title = deadline?.title ?? { th: type, en: type }
    return { th: `ครบกำหนด “${title.th}”`, en: `the deadline “${title.en}”` }
  }
  const [choice, who] = [choiceInWords(procedure, type), roleTitle(procedure, role)]
  return {
    th: `${choice.th} โดย${who.th} ${letterOf(person)}`.trim(),
    en: `${choice.en} by ${who.en} ${letterOf(person)}`.trim(),
  }
}

const letterOf = (person: string | null) => person?.replace('*', '') ?? ''
