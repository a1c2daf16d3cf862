import { emptyProcedure } from '../../machines/procedure/empty-procedure.ts'

const meta = { title: { th: 'ก', en: 'a' }, clause: '-', source: 'added' }
const choice = (target: string) => ({ target, guard: { type: 'may', params: { as: 'owner' } }, meta })

/**
 * A sound draft whose steps lead to one another by their ids, with so many choices that every step offers; 490 steps and
 * 1,000 choices are 248 KB.
 */
export function largeChart(steps: number, choices: number): object {
  const states = Array.from({ length: steps }, (_, number) => [
    `s${number}`,
    { id: `i${number}`, meta, on: { NEXT: choice(`#i${(number + 1) % steps}`) } },
  ])
  const events = Array.from({ length: choices }, (_, number) => [`E${number}`, choice(`#i${number % steps}`)])
  return {
    ...emptyProcedure,
    id: 'cmi3.large',
    office: 'cmi3',
    chart: {
      id: 'large',
      initial: 's0',
      on: { ...Object.fromEntries(events), END: choice('.end') },
      states: { ...Object.fromEntries(states), end: { type: 'final', meta } },
    },
  }
}
