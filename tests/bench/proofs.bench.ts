import { standardGroups } from '../../machines/offices/groups.ts'
import { offices, standard } from '../../machines/offices/offices.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { prove } from '../../machines/proofs/proofs.ts'
import { longProcedure, stepCount } from '../support/long-procedure.ts'
import { tracksProcedure } from '../support/tracks-procedure.ts'

/** The time of all proofs: of the official procedures, of a chart of 30 steps, and of 8 tracks with 3 steps each. `npm run bench:proofs`. */
const runs = 15
const facts = { holders: [], groups: standardGroups }

/** The median of several runs, in ms; the first, which also warms the engine up, is told apart. */
function timed(procedure: Procedure) {
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now()
    prove(procedure, facts)
    return performance.now() - begin
  })
  const [first = 0, ...rest] = times
  return { first, median: rest.sort((a, b) => a - b)[Math.floor(rest.length / 2)] ?? first }
}

const all: [name: string, procedure: Procedure][] = [
  ...[...offices.flatMap(({ procedures }) => procedures), standard].map((procedure): [string, Procedure] => [
    procedure.id,
    procedure,
  ]),
  ['30 steps', longProcedure(30)],
  ['8 tracks of 3 steps', tracksProcedure({ tracks: 8, steps: 3 })],
]
console.log(
  `All proofs of a procedure, in ms (first run; median of ${runs - 1} more). Node ${process.version}.`,
)
const rows = all.map(([name, procedure]) => ({ name, steps: stepCount(procedure), ...timed(procedure) }))
const base = rows.find(({ name }) => name === standard.id)?.median ?? 1
for (const { name, steps, first, median } of rows)
  console.log(
    `${name.padEnd(22)}${String(steps).padStart(3)} steps ${first.toFixed(1).padStart(8)} ${median.toFixed(1).padStart(8)}   ${(median / base).toFixed(1).padStart(5)} × the standard`,
  )
