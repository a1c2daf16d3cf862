import type { Response } from 'express'

/**
 * Says that the answer is a file, to be saved under a name. The name is made of ids and days: ASCII without quotes or
 * slashes, so that it may stand in a header and in a directory. A file that somebody named is sent by `sendFile`.
 */
export function attach(res: Response, { name, contentType }: { name: string; contentType: string }): void {
  res.setHeader('Content-Type', contentType)
  res.setHeader('Content-Disposition', `attachment; filename="${name}"`)
}
