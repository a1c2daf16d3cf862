import { type Broken, noCounts, report, tryProcedure } from './oracle.ts'

/**
 * `npm run oracle -- [procedures] [walks] [first seed]`: procedures by chance, walked in the engine against their proofs. By
 * default 600 with 30 walks each, about 12 minutes of one core; 2,000 take 38.
 */
const [procedures = 600, walks = 30, first = 1] = process.argv.slice(2).map(Number)
const counts = noCounts()
const broken: Broken[] = []
for (let seed = first; counts.procedures < procedures; seed += 1) {
  const found = tryProcedure(seed, walks, counts)
  if (!found) continue
  broken.push(found)
  console.log(`seed ${found.seed}, walk ${found.walk}: ${found.proof}`)
}
const kindOf = (proof: string) => proof.split(/[:.]/)[0] ?? proof
const kinds = [...new Set(broken.map(({ proof }) => kindOf(proof)))]
// Of each kind of proof the shortest walk.
const shortest = kinds.flatMap((kind) =>
  broken
    .filter(({ proof }) => kindOf(proof) === kind)
    .sort((a, b) => a.events.length - b.events.length)
    .slice(0, 1),
)
for (const { seed, walk, proof, events } of shortest)
  console.log(`BROKEN seed ${seed}, walk ${walk}: ${proof}\n  ${events.join('\n  ')}`)
for (const line of report(counts)) console.log(line)
const tally = kinds.map((kind) => `${kind} ${broken.filter(({ proof }) => kindOf(proof) === kind).length}`)
console.log(
  `${broken.length} procedures with a proof that a walk broke${tally.length > 0 ? `: ${tally.join(', ')}` : ''}`,
)
process.exitCode = broken.length === 0 ? 0 : 1
