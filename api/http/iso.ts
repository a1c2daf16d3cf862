/** An instant, in ms since 1970 UTC, as it crosses HTTP. */
export const iso = (at: number): string => new Date(at).toISOString()
