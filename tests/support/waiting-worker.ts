/** Holds its worker thread until the number that it is given is no longer 0. */
export function wait(gate: Int32Array): string {
  Atomics.wait(gate, 0, 0)
  return 'done'
}

/** Asks for more memory than a thread may have. */
export function fill(): number {
  const all: number[][] = []
  for (;;) all.push(Array.from({ length: 100_000 }, (_, number) => number + all.length / 2))
}
