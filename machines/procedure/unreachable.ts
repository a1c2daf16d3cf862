/** Stands where every kind has been handled: a kind that is added to the language does not compile here. */
export function unreachable(kind: never): never {
  throw new Error(`Not a kind that this version knows: ${JSON.stringify(kind)}`)
}
