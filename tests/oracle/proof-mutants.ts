import { operators, tally } from '../support/proof-mutants.ts'

/** `npm run mutants:proofs`: for each proof, its mutants of the official charts and how many of them make it fail. */
let [made, killed] = [0, 0]
for (const kind of Object.keys(operators)) {
  const { made: all, alive } = tally(kind)
  made += all
  killed += all - alive.length
  console.log(`${kind.padEnd(14)}${String(all - alive.length).padStart(4)} of ${all}`)
  for (const name of alive) console.log(`  alive: ${name}`)
}
console.log(`${'all'.padEnd(14)}${String(killed).padStart(4)} of ${made}`)
process.exitCode = made === killed ? 0 : 1
