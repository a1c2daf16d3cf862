import { useQueryClient } from '@tanstack/react-query'
import { useContext, useRef, useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import type { StoredFile } from '../../../api/http/contract.ts'
import {
  type FileEntry,
  type FileField,
  fileBytes,
  fileCounts,
  isPictureEntry,
} from '../../../machines/procedure/file-entry.ts'
import { acceptedBy, type FileType, isPicture } from '../../../machines/procedure/file-types.ts'
import type { Text } from '../../../machines/procedure/procedure.ts'
import { Button } from '../button.tsx'
import { FieldFrame, type FieldProps } from '../field-text.tsx'
import { FileButton } from '../file-button.tsx'
import { keys } from '../queries.ts'
import { useText } from '../text.ts'
import { TextInput } from '../text-input.tsx'
import { FileFacts } from './file-list.tsx'
import { FilesOfRequest, useFileAddress } from './files-of-request.ts'
import { FirstPage, ScanState } from './scan-state.tsx'
import type { UploadState } from './upload.ts'
import { type OnItsWay, type Uploads, useUploads } from './use-uploads.ts'
import { useFileWords } from './words.ts'
import './files.css'

type FilesFieldProps = FieldProps & {
  type: FileField['type']
  value: FileEntry[]
  onChange: (value: FileEntry[]) => void
}

/**
 * A field that holds files: chosen, dropped or taken with a camera, sent while one goes on writing, then put in order and
 * described. Everything is a button, so that a keyboard does it all.
 */
export function FilesField(props: FilesFieldProps) {
  const { label, help, error, required, disabled, type, value, onChange } = props
  const words = useFileWords()
  const request = useContext(FilesOfRequest)
  const client = useQueryClient()
  const [said, setSaid] = useState('')
  const only = type === 'album' ? 'pictures' : 'files'
  // Files arrive while others do: each adds to what stands then, not to what stood when it was chosen.
  const latest = useRef(value)
  latest.current = value
  const change = (next: FileEntry[]) => {
    latest.current = next
    onChange(next)
  }

  const uploads = useUploads(request === 'pending' ? undefined : request, (file, given) => {
    const entry = entryOf(type, file)
    if (latest.current.some(({ sha256 }) => sha256 === entry.sha256))
      return uploads.refuse(given, sentences.already)
    if (type === 'album' && !isPicture(entry.type)) return uploads.refuse(given, sentences.onlyPictures)
    setSaid(words('arrived', { name: entry.name }))
    if (request !== undefined)
      void client.invalidateQueries({ queryKey: [...keys.request(request), 'files'] })
    change(type === 'file' ? [entry] : [...latest.current, entry])
  })

  const take = (files: File[]) => {
    // What only says why it cannot be sent takes no place.
    const coming = uploads.items.filter(({ state }) => state.status !== 'failed' || state.again)
    let room = fileCounts[type] - latest.current.length - coming.length
    // One file takes the place of the one before it.
    if (type === 'file') room = 1
    for (const file of files) {
      const problem = problemOf(file, type) ?? (room <= 0 ? sentences.full : undefined)
      if (problem) uploads.refuse(file, problem)
      else {
        room -= 1
        uploads.add([file])
      }
    }
  }
  const drop = async (items: { kind: string; getFile?: () => Promise<File> }[]) => {
    const files = await Promise.all(
      items.map((item) => (item.kind === 'file' ? item.getFile?.() : undefined)),
    )
    take(files.filter((file): file is File => file !== undefined))
  }
  const move = (from: number, to: number) => {
    const next = [...latest.current]
    const [moved] = next.splice(from, 1)
    if (!moved) return
    next.splice(to, 0, moved)
    change(next)
  }

  return (
    <FieldFrame className="files-field" label={label} help={help} error={error} required={required}>
      {value.length > 0 ? (
        <ol className="files-entries" aria-label={words('list')}>
          {value.map((entry, index) => (
            <Entry
              key={entry.sha256}
              entry={entry}
              disabled={disabled}
              onChange={(changed) => change(latest.current.map((one, at) => (at === index ? changed : one)))}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < value.length - 1 ? () => move(index, index + 1) : undefined}
              onRemove={() => {
                setSaid(words('removed', { name: entry.name }))
                change(latest.current.filter((_, at) => at !== index))
              }}
            />
          ))}
        </ol>
      ) : null}
      {uploads.items.length > 0 ? (
        <ul className="files-entries">
          {uploads.items.map((item) => (
            <Upload key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      ) : null}
      {request === undefined ? (
        <p className="field-help">{words('rehearsal')}</p>
      ) : (
        <DropZone
          className="files-drop"
          isDisabled={disabled === true}
          aria-label={`${words(only === 'pictures' ? 'choosePictures' : 'choose')} ${words('dropHere')}`}
          getDropOperation={() => 'copy'}
          onDrop={({ items }) => void drop(items as never)}
        >
          <FileButton
            accept={acceptedBy(only).split(',')}
            multiple={type !== 'file'}
            isDisabled={disabled === true}
            onSelect={take}
          >
            {words(only === 'pictures' ? 'choosePictures' : 'choose')}
          </FileButton>
          {only === 'pictures' ? (
            <span className="files-camera">
              <FileButton accept={['image/jpeg']} camera isDisabled={disabled === true} onSelect={take}>
                {words('takePicture')}
              </FileButton>
            </span>
          ) : null}
          <span className="files-hint">
            {words('dropHere')} · {words('limits')}
          </span>
        </DropZone>
      )}
      {request === 'pending' && uploads.items.length > 0 ? (
        <p className="field-help">{words('waitsForTitle')}</p>
      ) : null}
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </FieldFrame>
  )
}

const entryOf = (type: FileField['type'], { sha256, name, size, type: is }: StoredFile): FileEntry => ({
  sha256,
  name,
  size,
  type: is as FileType,
  ...(type === 'album' && { alt: '' }),
})

/** What can be told of a file before it is sent. */
export function problemOf(file: File, type: FileField['type']): Text | undefined {
  if (file.size > fileBytes.one) return sentences.tooLarge
  if (file.size === 0) return sentences.empty
  if (type === 'album' && file.type !== '' && !isPicture(file.type)) return sentences.onlyPictures
  return undefined
}

type EntryProps = {
  entry: FileEntry
  disabled: boolean | undefined
  onChange: (entry: FileEntry) => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
}

function Entry({ entry, disabled = false, onChange, onUp, onDown, onRemove }: EntryProps) {
  const words = useFileWords()
  const address = useFileAddress()(entry.sha256)
  const { name } = entry
  return (
    <li className="files-entry">
      {isPictureEntry(entry) && address ? (
        <img src={address.picture} alt="" className="file-thumbnail" loading="lazy" />
      ) : (
        <FirstPage sha256={entry.sha256} />
      )}
      <div className="files-entry-words">
        <span className="file-words">
          {address ? <a href={address.file}>{name}</a> : <span>{name}</span>}
          <FileFacts entry={entry} />
          <ScanState sha256={entry.sha256} />
        </span>
        {isPictureEntry(entry) ? (
          <>
            <TextInput
              label={words('alt')}
              help={words('altHelp')}
              value={entry.alt}
              maxLength={500}
              disabled={disabled}
              onChange={(alt) => onChange({ ...entry, alt })}
            />
            <TextInput
              label={words('caption')}
              required={false}
              value={entry.caption ?? ''}
              maxLength={1000}
              disabled={disabled}
              onChange={(caption) => onChange({ ...entry, caption })}
            />
          </>
        ) : (
          <TextInput
            label={words('fileTitle')}
            help={words('fileTitleHelp')}
            required={false}
            value={entry.title ?? ''}
            maxLength={500}
            disabled={disabled}
            onChange={(title) => onChange({ ...entry, title })}
          />
        )}
        <div className="files-buttons">
          {onUp ? (
            <Button kind="quiet" isDisabled={disabled} aria-label={words('upOf', { name })} onPress={onUp}>
              {words('up')}
            </Button>
          ) : null}
          {onDown ? (
            <Button
              kind="quiet"
              isDisabled={disabled}
              aria-label={words('downOf', { name })}
              onPress={onDown}
            >
              {words('down')}
            </Button>
          ) : null}
          <Button
            kind="quiet"
            isDisabled={disabled}
            aria-label={words('removeOf', { name })}
            onPress={onRemove}
          >
            {words('remove')}
          </Button>
        </div>
      </div>
    </li>
  )
}

/** A file on its way, with what can be done with it. */
export function Upload({ item, uploads }: { item: OnItsWay; uploads: Uploads }) {
  const words = useFileWords()
  const { key, file, state } = item
  return (
    <li className="files-entry" data-failed={state.status === 'failed' ? '' : undefined}>
      <div className="files-entry-words">
        <span className="file-words">
          <span>{file.name}</span>
          <State state={state} />
        </span>
        {'share' in state ? (
          <progress
            className="files-progress"
            value={Math.round(state.share * 100)}
            max={100}
            aria-label={words('sendingOf', { name: file.name })}
          />
        ) : null}
        <div className="files-buttons">
          {state.status === 'sending' || state.status === 'interrupted' ? (
            <Button kind="quiet" onPress={() => uploads.pause(key)}>
              {words('pause')}
            </Button>
          ) : null}
          {state.status === 'paused' ? (
            <Button kind="quiet" onPress={() => uploads.resume(key)}>
              {words('resume')}
            </Button>
          ) : null}
          {state.status === 'failed' && state.again ? (
            <Button kind="quiet" onPress={() => uploads.resume(key)}>
              {words('again')}
            </Button>
          ) : null}
          {state.status === 'checking' ? null : (
            <Button kind="quiet" onPress={() => uploads.cancel(key)}>
              {words(state.status === 'failed' ? 'dismiss' : 'stop')}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

function State({ state }: { state: UploadState }) {
  const words = useFileWords()
  const text = useText()
  const percent = 'share' in state ? Math.floor(state.share * 100) : 0
  if (state.status === 'failed')
    return (
      <span className="field-error" role="alert">
        {text(state.message)}
      </span>
    )
  return <span className="file-facts">{words(state.status, { percent })}</span>
}

const sentences = {
  tooLarge: {
    th: 'ไฟล์ใหญ่เกิน 50 เมกะไบต์ ย่อหรือแบ่งไฟล์ แล้วแนบใหม่',
    en: 'The file is larger than 50 MiB: make it smaller or split it.',
  },
  empty: {
    th: 'ไฟล์ว่างเปล่า ตรวจไฟล์ต้นฉบับ แล้วแนบใหม่',
    en: 'The file is empty: look at the original and attach it again.',
  },
  onlyPictures: {
    th: 'ช่องนี้รับเฉพาะภาพ JPEG PNG หรือ WebP',
    en: 'Only JPEG, PNG and WebP pictures belong here.',
  },
  already: { th: 'แนบไฟล์นี้ไว้แล้ว', en: 'This file is attached already.' },
  full: {
    th: 'ช่องนี้แนบครบจำนวนแล้ว นำไฟล์ที่ไม่ใช้ออกก่อน',
    en: 'No more files fit here: remove one first.',
  },
} as const satisfies Record<string, Text>
