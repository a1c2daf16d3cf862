import { type FileEntry, isPictureEntry } from '../../../machines/procedure/file-entry.ts'
import { fileTypes } from '../../../machines/procedure/file-types.ts'
import { fileSize } from '../../../machines/text/file-size.ts'
import { keepWords } from '../keep-words.ts'
import { useText } from '../text.ts'
import { useFileAddress } from './files-of-request.ts'
import { FirstPage, ScanState } from './scan-state.tsx'
import './files.css'

/** Type and size of a file, as they stand beside its name. */
export function FileFacts({ entry }: { entry: FileEntry }) {
  const text = useText()
  return (
    <span className="file-facts">
      {text(fileTypes[entry.type].title)} · {text(fileSize(entry.size))}
    </span>
  )
}

/** The files of a value to be read: pictures as pictures, others by name, each with type and size. */
export function FileList({ files }: { files: FileEntry[] }) {
  const address = useFileAddress()
  return (
    <ul className="file-list">
      {files.map((entry) => {
        const at = address(entry.sha256)
        const name = ('title' in entry && entry.title) || entry.name
        return (
          <li key={entry.sha256} className={isPictureEntry(entry) ? 'file-figure' : undefined}>
            {isPictureEntry(entry) && at ? (
              <a href={at.file}>
                <img src={at.picture} alt={entry.alt} loading="lazy" className="file-thumbnail" />
              </a>
            ) : (
              <FirstPage sha256={entry.sha256} />
            )}
            <span className="file-words">
              {at && !isPictureEntry(entry) ? (
                <a href={at.file}>{keepWords(name)}</a>
              ) : (
                <span>{keepWords(name)}</span>
              )}
              {isPictureEntry(entry) && entry.caption ? <span>{keepWords(entry.caption)}</span> : null}
              {isPictureEntry(entry) && entry.alt ? (
                <span className="file-facts">{keepWords(entry.alt)}</span>
              ) : null}
              <FileFacts entry={entry} />
              <ScanState sha256={entry.sha256} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
