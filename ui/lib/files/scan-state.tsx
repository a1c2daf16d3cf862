import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import type { StoredFile } from '../../../api/http/contract.ts'
import { requestFilesQuery } from '../queries.ts'
import { FilesOfRequest, useFileAddress } from './files-of-request.ts'
import { useFileWords } from './words.ts'

function useStoredFile(sha256: string): StoredFile | undefined {
  const request = useContext(FilesOfRequest)
  const isReal = request !== undefined && request !== 'pending'
  const files = useQuery({ ...requestFilesQuery(isReal ? request : ''), enabled: isReal })
  return files.data?.files.find((file) => file.sha256 === sha256)
}

/** The first page of a PDF of this screen's request, where it can be shown; its name beside it says what it is. */
export function FirstPage({ sha256 }: { sha256: string }) {
  const address = useFileAddress()(sha256)
  const file = useStoredFile(sha256)
  if (!file?.pictured || file.scan === 'waiting' || file.scan === 'infected' || !address) return null
  return <img src={address.picture} alt="" className="file-thumbnail file-page" loading="lazy" />
}

/** Says of a file of this screen's request that it cannot be opened yet, or must go; nothing of any other. */
export function ScanState({ sha256 }: { sha256: string }) {
  const words = useFileWords()
  const scan = useStoredFile(sha256)?.scan
  if (scan !== 'waiting' && scan !== 'infected') return null
  return <span className="file-scan">{words(`${scan}_scan`)}</span>
}
