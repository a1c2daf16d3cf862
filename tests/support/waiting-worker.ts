/** Holds its worker thread until the number that it is given is no longer 0. */
export function wait(gate: Int32Array): string {
  Atomics.wait(gate, 0, 0)
  return 'done'
}
