import { useSearchParams } from 'react-router'

/**
 * What stands in the address, and a way to change some of it in place: a name without a value is taken out, the others stay
 * as they are.
 */
export function useAddress(): [
  query: URLSearchParams,
  change: (changes: Partial<Record<string, string>>) => void,
] {
  const [query, setQuery] = useSearchParams()
  const change = (changes: Partial<Record<string, string>>) =>
    setQuery(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes))
          value ? after.set(name, value) : after.delete(name)
        return after
      },
      { replace: true },
    )
  return [query, change]
}
