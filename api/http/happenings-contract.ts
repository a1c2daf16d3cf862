/** What of an office's work a report counts by the month of its events, in the order in which it is shown. */
export const happenings = [
  'begun',
  'published',
  'corrected',
  'withdrawn',
  'ended',
  'returned',
  'late',
] as const
export type Happening = (typeof happenings)[number]
