/**
 * Measures each contender once a round, every round beginning with another one, so that what else the machine does falls
 * on all alike. Answers each contender's measurements, round by round.
 */
export async function interleaved<Name extends string, Measured>(
  rounds: number,
  contenders: Record<Name, () => Promise<Measured>>,
): Promise<Record<Name, Measured[]>> {
  const names = Object.keys(contenders) as Name[]
  const measured = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Measured[]>
  for (let round = 0; round < rounds; round += 1)
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(round + turn) % names.length] as Name
      measured[name].push(await contenders[name]())
    }
  return measured
}
