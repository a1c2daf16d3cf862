type Limits = {
  /** How many guesses are judged at once. */
  atOnce: number
  /** How many may wait for one account from one address, from one address, and in all. */
  ofAccount: number
  ofAddress: number
  inAll: number
}
export type Guess = { address: string; account: string }
export type GuessQueue = <Result>(guess: Guess, judge: () => Promise<Result>) => Promise<Result>

/** Thrown instead of queueing one more guess than may wait. */
export class TooManyWait extends Error {}

/**
 * A semaphore for guesses at passwords, each of which costs a core for a while. Addresses have turns, and so have the
 * accounts of an address: whoever sends a thousand lets another's single one wait for few of them. Bounded: throws
 * TooManyWait.
 */
export function createGuessQueue({ atOnce, ofAccount, ofAddress, inAll }: Limits): GuessQueue {
  /** Addresses in the order of their turns, in each its accounts in the order of theirs. */
  const addresses = new Map<string, Map<string, (() => void)[]>>()
  let waiting = 0
  let running = 0

  function enter({ address, account }: Guess, start: () => void): void {
    const accounts = addresses.get(address) ?? new Map<string, (() => void)[]>()
    const starts = accounts.get(account) ?? []
    const sameAddress = [...accounts.values()].reduce((sum, { length }) => sum + length, 0)
    if (starts.length >= ofAccount || sameAddress >= ofAddress || waiting >= inAll) throw new TooManyWait()
    addresses.set(address, accounts.set(account, [...starts, start]))
    waiting += 1
  }

  function startNext(): void {
    const [address, accounts] = first(addresses) ?? []
    if (running >= atOnce || address === undefined || !accounts) return
    const [account = '', [start, ...later] = []] = first(accounts) ?? []
    // Whoever had a turn goes to the end.
    accounts.delete(account)
    if (later.length > 0) accounts.set(account, later)
    addresses.delete(address)
    if (accounts.size > 0) addresses.set(address, accounts)
    waiting -= 1
    running += 1
    start?.()
  }

  return async (guess, judge) => {
    await new Promise<void>((resolve) => {
      enter(guess, resolve)
      startNext()
    })
    try {
      return await judge()
    } finally {
      running -= 1
      startNext()
    }
  }
}

/**
 * The budget for argon2, which costs a core for about 20 ms: one guess at a time for all strangers together, and one for
 * all known devices, whom strangers thus never hold up. More at once would also let a burst pass the throttle before its
 * first failure is counted.
 */
const limits = { atOnce: 1, ofAccount: 10, ofAddress: 200, inAll: 1000 }
export type Guesses = { strangers: GuessQueue; knownDevices: GuessQueue; failuresSinceTrim: number }
export const createGuesses = (): Guesses => ({
  strangers: createGuessQueue(limits),
  knownDevices: createGuessQueue(limits),
  failuresSinceTrim: 0,
})

const first = <Key, Value>(map: Map<Key, Value>): [Key, Value] | undefined => map.entries().next().value
