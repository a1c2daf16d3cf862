import { fileBytes } from '../../machines/procedure/file-entry.ts'

const GiB = 1024 ** 3

/** How much may be on its way at once, in files and bytes; with one person's nobody can fill the disk of the others. */
export const onTheirWayLimits = {
  person: { count: 20, bytes: fileBytes.request },
  office: { count: 200, bytes: 4 * GiB },
} as const

/** An upload that nothing came for is forgotten after a day; so is a file that no content ever named. */
export const forgottenAfterMs = 86_400_000
