import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { requestFilesQuery } from '../queries.ts'
import { FilesOfRequest } from './files-of-request.ts'
import { useFileWords } from './words.ts'

/** Says of a file of this screen's request that it cannot be opened yet, or must go; nothing of any other. */
export function ScanState({ sha256 }: { sha256: string }) {
  const words = useFileWords()
  const request = useContext(FilesOfRequest)
  const isReal = request !== undefined && request !== 'pending'
  const files = useQuery({ ...requestFilesQuery(isReal ? request : ''), enabled: isReal })
  const scan = files.data?.files.find((file) => file.sha256 === sha256)?.scan
  if (scan !== 'waiting' && scan !== 'infected') return null
  return <span className="file-scan">{words(`${scan}_scan`)}</span>
}
