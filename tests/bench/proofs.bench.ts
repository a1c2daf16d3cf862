import { standardGroups } from '../../machines/offices/groups.ts'
import { offices, standard } from '../../machines/offices/offices.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { prove } from '../../machines/proofs/proofs.ts'
import { compile } from '../../machines/run/compile.ts'
import { longProcedure, stepCount } from '../support/long-procedure.ts'

/** The time of all proofs: of the official procedures, and of a chart of 30 steps. `npm run bench:proofs`. */
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

const all = [...offices.flatMap(({ procedures }) => procedures), standard, longProcedure(30)]
console.log(
  `All proofs of a procedure, in ms (first run; median of ${runs - 1} more). Node ${process.version}.`,
)
const rows = all.map((procedure) => {
  const name = procedure.id === standard.id && stepCount(procedure) === 30 ? '30 steps' : procedure.id
  return { name, steps: stepCount(procedure), ...timed(procedure), hash: compile(procedure).hash.slice(0, 8) }
})
const base = rows.find(({ name }) => name === standard.id)?.median ?? 1
for (const { name, steps, first, median } of rows)
  console.log(
    `${name.padEnd(22)}${String(steps).padStart(3)} steps ${first.toFixed(1).padStart(8)} ${median.toFixed(1).padStart(8)}   ${(median / base).toFixed(1).padStart(5)} × the standard`,
  )
