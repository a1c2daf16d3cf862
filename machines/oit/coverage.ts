/** ms since 1970. `renewedAt`: when the content that is shown was submitted, where that was after the publication. */
export type OitPublication = {
  publishedAt: number
  renewedAt: number
  endedAt: number | null
  untilAt: number | null
}
/** `ended`: public no more; `earlier`: neither published nor corrected since the fiscal year began. */
export type OitStanding = 'current' | 'ended' | 'earlier'
export type OitCoverage = 'covered' | 'stale' | 'missing'

/**
 * Whether what serves an item still does, at an instant, for the fiscal year that began at `start`. What came after that
 * year ended counts as well: until when an assessor looks is the assessor's to say.
 */
export function oitStandingOf(
  { publishedAt, renewedAt, endedAt, untilAt }: OitPublication,
  { start, now }: { start: number; now: number },
): OitStanding {
  if (endedAt !== null || (untilAt !== null && untilAt <= now)) return 'ended'
  return Math.max(publishedAt, renewedAt) < start ? 'earlier' : 'current'
}

/** One publication that still serves it covers an item; it is stale where only others do. */
export function oitCoverageOf(standings: readonly OitStanding[]): OitCoverage {
  if (standings.length === 0) return 'missing'
  return standings.includes('current') ? 'covered' : 'stale'
}
