import { walk } from '../../machines/chart/graph.ts'
import { standardPublication } from '../../machines/offices/standard/publication.ts'
import type {
  Guard,
  Meta,
  Procedure,
  StateNodeConfig,
  Transition,
} from '../../machines/procedure/procedure.ts'

const meta = (name: string): Meta => ({
  title: { th: `ขั้น ${name}`, en: `Step ${name}` },
  clause: '(๑)',
  source: 'added',
})
const may = (as: string, more: { group?: string; notBy?: string[] } = {}): Guard => ({
  type: 'may',
  params: { as, ...(as === 'groupDirector' && !more.group && { within: 'group' as const }), ...more },
})
const returned: Transition = {
  target: '#drafting',
  guard: may('officeDirector'),
  actions: [{ type: 'startAgain' }],
  meta: { ...meta('ส่งกลับ'), needs: [{ field: 'reasons', grounds: [] }] },
}
const reminder: Transition = {
  actions: { type: 'notify', params: { whom: 'officeDirector', of: meta('ครบกำหนด').title } },
  meta: meta('เตือน'),
}

/** A step in which one choice leads on: with a return, and a reminder after some working days. */
const reviewed = (on: Record<string, Transition>, remind: boolean): Omit<StateNodeConfig, 'meta'> => ({
  on: { ...on, RETURN: returned },
  ...(remind && { after: { promptly: reminder } }),
})

/** Two groups certify at the same time, each in several steps. */
function parallelPart(notBy: string[], steps: number): StateNodeConfig {
  const region = (group: string): StateNodeConfig => {
    const names = Array.from({ length: steps }, (_, index) => `${group}${index + 1}`)
    return {
      initial: names[0],
      meta: meta(group),
      states: {
        ...Object.fromEntries(
          names.map((name, index) => {
            const type = `CERTIFY_${name.toUpperCase()}`
            const to = names[index + 1] ?? `${group}Done`
            const step = { target: to, guard: may('groupDirector', { group, notBy }), meta: meta(type) }
            return [name, { meta: meta(name), ...reviewed({ [type]: step }, index === 0) }]
          }),
        ),
        [`${group}Done`]: { type: 'final', meta: meta(`${group}Done`) },
      },
    }
  }
  return {
    type: 'parallel',
    meta: meta('both'),
    states: { law: region('law'), finance: region('finance') },
    onDone: { target: 'screening', meta: meta('ครบทั้งสองกลุ่ม') },
  }
}

/**
 * The standard procedure made as long as a large office might: a row of reviews that are kept apart from the submission
 * and from one another's neighbours, each with a return and a reminder, then two groups side by side, then the rest.
 */
export function longProcedure(steps = 30): Procedure {
  const procedure = structuredClone(standardPublication)
  const { chart } = procedure
  const { drafting, webReview, published, takenDown, withdrawn } = chart.states
  const inEach = 3
  // What stands around the reviews: drafting, screening, published with its two, two ends, and the parallel part.
  const around = 7 + 3 + 2 * (inEach + 1)
  const names = Array.from({ length: steps - around }, (_, index) => `review${index + 1}`)
  const types = names.map((_, index) => `APPROVE_${index + 1}`)
  const reviews = names.map((name, index): [string, StateNodeConfig] => {
    const notBy = ['SUBMIT', ...types.slice(Math.max(0, index - 1), index)]
    const approve = {
      target: names[index + 1] ?? 'both',
      guard: may(index % 2 === 0 ? 'groupDirector' : 'officeDirector', { notBy }),
      meta: meta(types[index] ?? ''),
    }
    return [name, { meta: meta(name), ...reviewed({ [types[index] ?? '']: approve }, true) }]
  })
  const submit = drafting?.on?.SUBMIT as Transition
  submit.target = names[0] ?? 'both'
  const publish = { ...(webReview?.on?.PUBLISH as Transition), target: 'published' }
  chart.states = {
    drafting: { ...drafting, id: 'drafting' },
    ...Object.fromEntries(reviews),
    both: parallelPart(['SUBMIT', types.at(-1) ?? 'SUBMIT'], inEach),
    screening: { meta: meta('screening'), ...reviewed({ PUBLISH: publish }, true) },
    ...{ published: published ?? {}, takenDown: takenDown ?? {}, withdrawn: withdrawn ?? {} },
  }
  procedure.deadlines.push({
    id: 'promptly',
    kind: 'days',
    days: 5,
    working: true,
    title: meta('ห้าวันทำการ').title,
  })
  procedure.requires = [...types, 'CERTIFY_LAW3', 'CERTIFY_FINANCE3']
  return procedure
}

/** How many steps a chart has, those within others counted too. */
export const stepCount = ({ chart }: Procedure): number => [...walk(chart)].length - 1
