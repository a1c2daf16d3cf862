import { figuresOf, precision, recall } from './figures.ts'

/** Prints precision and recall by kind, of both halves of the corpus; with `--mistakes` those of the development half. */
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9)

for (const half of ['development', 'heldOut'] as const) {
  if (half === 'heldOut' && process.argv.includes('--development')) continue
  const { counts, mistakes } = figuresOf(half)
  console.log(
    `\n${half === 'heldOut' ? 'held out' : half}`.padEnd(16),
    'precision   recall  right wrong missed',
  )
  for (const [kind, sum] of [...counts].sort(
    ([one], [other]) => Number(one === 'all') - Number(other === 'all'),
  ))
    console.log(
      kind.padEnd(14),
      percent(precision(sum)),
      percent(recall(sum)),
      String(sum.right).padStart(5),
      String(sum.wrong).padStart(5),
      String(sum.missed).padStart(6),
    )
  if (half === 'development' && process.argv.includes('--mistakes'))
    for (const { id, what, kind, words } of mistakes) console.log(`${id} ${what} ${kind}: ${words}`)
}
