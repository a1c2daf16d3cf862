import { createContext, useContext } from 'react'
import { segment } from '../api.ts'

/**
 * The request whose files are shown or brought in here: its id; `pending` for one that begins with its first save;
 * undefined where there are none, as in a rehearsal.
 */
export const FilesOfRequest = createContext<string | 'pending' | undefined>(undefined)

/** Where a file of the request of this screen is opened; undefined where there is none. */
export function useFileAddress(): (
  sha256: string,
) => { file: string; picture: string; large: string } | undefined {
  const request = useContext(FilesOfRequest)
  return (sha256) => {
    if (request === undefined || request === 'pending') return undefined
    const file = `/api/requests/${segment(request)}/files/${segment(sha256)}`
    return { file, picture: `${file}/picture?size=small`, large: `${file}/picture?size=large` }
  }
}
