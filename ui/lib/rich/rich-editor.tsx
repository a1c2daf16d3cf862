import { NodeSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorProps } from '@tiptap/pm/view'
import { EditorContent, useEditor } from '@tiptap/react'
import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import { canonicalJson } from '../../../machines/hash/canonical.ts'
import { acceptedBy } from '../../../machines/procedure/file-types.ts'
import { blocksOf } from '../../../machines/text/shown.ts'
import { Button } from '../button.tsx'
import { useCorrectionWords } from '../correction-words.ts'
import { problemOf, Upload } from '../files/files-field.tsx'
import { FilesOfRequest } from '../files/files-of-request.ts'
import { useUploads } from '../files/use-uploads.ts'
import { keepWords } from '../keep-words.ts'
import { AskLine } from './ask-line.tsx'
import { cleanHtml } from './clean-html.ts'
import { extensions, inputRules } from './extensions.ts'
import { fileOfDataUrl, insertPicture, pictureFilesOf, selectUndescribed } from './insert-pictures.ts'
import { type Pasted, readPasted } from './read-pasted.ts'
import { editable, storedOf } from './stored.ts'
import { type Asking, Toolbar } from './toolbar.tsx'
import { useRichWords } from './words.ts'

export type RichEditorProps = {
  value: unknown
  onChange: (value: unknown) => void
  /** Ids of what names and of what describes the text. */
  labelledBy: string
  describedBy?: string | undefined
  isInvalid: boolean
  isRequired: boolean
  isDisabled: boolean
  autoFocus: boolean
}

/** What was pasted as plain text with tabs, how it is shown, and where it stands now. */
type Tabs = { text: string; shown: string; from: number; to: number }

/** A text with structure while it is written: what it shows is what is stored, and opening it changes nothing. */
export function RichEditor(props: RichEditorProps) {
  const { value, onChange, labelledBy, describedBy, isInvalid, isRequired, isDisabled } = props
  const words = useRichWords()
  const [asking, setAsking] = useState<Asking | null>(null)
  /** A question is about the picture that is selected, wherever it stands meanwhile: which selection of one it is. */
  const [onPicture, setOnPicture] = useState(0)
  const selected = useRef({ at: -1, nth: 0 })
  const noteSelected = ({ mapping, selection }: Transaction) => {
    const { at: before, nth } = selected.current
    const at =
      selection instanceof NodeSelection && selection.node.type.name === 'image' ? selection.from : -1
    const isSame = at === (before === -1 ? -1 : mapping.map(before))
    selected.current = { at, nth: isSame ? nth : nth + 1 }
    setOnPicture(selected.current.nth)
  }
  const [told, setTold] = useState<Pasted | null>(null)
  const [tabs, setTabs] = useState<Tabs | null>(null)
  const holder = useRef<HTMLDivElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const request = useContext(FilesOfRequest)
  /** Where the pictures that are on their way belong; they arrive while one goes on writing. */
  const places = useRef(new Map<File, number>())
  /** The pictures that arrived while something was asked: they are asked about after it, one by one. */
  const waiting = useRef<string[]>([])
  const isAsking = useRef(false)
  isAsking.current = asking !== null
  const uploads = useUploads(request === 'pending' ? undefined : request, (file, given) => {
    if (!editor) return
    const place = places.current.get(given) ?? editor.state.selection.from
    places.current.delete(given)
    insertPicture(editor, file, place, { selects: !isAsking.current })
    if (isAsking.current) waiting.current.push(file.sha256)
    else setAsking('alt')
    isAsking.current = true
  })
  /** An answer leads to the next picture that waits for one; whoever leaves a question has had enough of them. */
  const endAsking = (isAnswered: boolean) => {
    const left = isAnswered ? waiting.current : []
    waiting.current = []
    setAsking(null)
    if (left.length === 0) return
    // The text takes the focus back in the next frame, before this.
    requestAnimationFrame(() => {
      const at = left.findIndex((sha256) => editor && selectUndescribed(editor, sha256))
      if (at === -1) return
      waiting.current = left.slice(at + 1)
      setAsking('alt')
    })
  }
  const take = useRef((_files: File[], _place: number) => {})
  take.current = (files, place) => {
    for (const file of files) {
      const problem = problemOf(file, 'album')
      if (problem) uploads.refuse(file, problem)
      else {
        places.current.set(file, place)
        uploads.add([file])
      }
    }
  }
  const canSend = request !== undefined && !isDisabled
  /** The pictures of the HTML that was read last; what is done with it decides whether they are sent. */
  const written = useRef<File[]>([])
  /** The value that the editor stands for, as it was given or as it gave it last. */
  const known = useRef<unknown>(value)
  const change = useRef(onChange)
  change.current = onChange
  const [used] = useState(extensions)
  const [first] = useState(() => editable(value))
  // Options that are other objects are set anew, which makes ProseMirror draw everything again.
  const editorProps = useMemo(
    (): EditorProps => ({
      attributes: {
        role: 'textbox',
        class: 'rich rich-content',
        lang: 'th',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(isInvalid && { 'aria-invalid': 'true' }),
        ...(isRequired && { 'aria-required': 'true' }),
        ...(isDisabled && { 'aria-disabled': 'true' }),
      },
      transformPastedHTML: (html) => {
        // Copied here, or out of another text of ours.
        if (html.includes('data-pm-slice')) return html
        const pasted = readPasted(html)
        setTabs(null)
        written.current = pasted.images.map(fileOfDataUrl).filter((file) => file !== undefined)
        setTold(pasted.notes.length > 0 || pasted.corrected.length > 0 ? pasted : null)
        return cleanHtml(pasted.doc)
      },
      handleDrop: (view, event) => {
        const inHtml = written.current.splice(0)
        // Dragged from one place of our texts to another: a browser gives the file of its picture besides.
        if (!canSend || isOurs(event.dataTransfer)) return false
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        const place = at?.pos ?? view.state.selection.from
        const files = [...(event.dataTransfer?.files ?? [])]
        take.current(files.length > 0 ? files : inHtml, place)
        if (files.length === 0) return false
        event.preventDefault()
        return true
      },
      handlePaste: (view, event, slice) => {
        const inHtml = written.current.splice(0)
        const pictures = canSend ? pictureFilesOf(event.clipboardData) : []
        if (pictures.length > 0) {
          setTold(null)
          // The HTML beside them has the same pictures, or several of which there is only one picture of them all.
          take.current(inHtml.length > pictures.length ? inHtml : pictures, view.state.selection.from)
          return true
        }
        if (canSend) take.current(inHtml, view.state.selection.from)
        const text = event.clipboardData?.getData('text/plain') ?? ''
        if (event.clipboardData?.types.includes('text/html') || !looksLikeTable(text)) return false
        const { from } = view.state.selection
        view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView())
        setTold(null)
        const { to } = view.state.selection
        setTabs({ text, shown: shownBetween(view.state.doc, from, to), from, to })
        return true
      },
      handleKeyDown: (_, event) => {
        if (event.key !== 'Escape') return false
        // In a table Tab goes from cell to cell: this is the way out.
        holder.current?.querySelector<HTMLElement>('.rich-toolbar select')?.focus()
        return true
      },
    }),
    [labelledBy, describedBy, isInvalid, isRequired, isDisabled, canSend],
  )
  const editor = useEditor({
    extensions: used,
    content: first,
    editable: !isDisabled,
    enableInputRules: inputRules,
    enablePasteRules: false,
    autofocus: props.autoFocus,
    editorProps,
    onTransaction: ({ transaction }) => {
      noteSelected(transaction)
      if (!transaction.docChanged) return
      setTabs((before) => before && stillThere(before, transaction))
      // What is pasted stands before the pictures that came with it.
      for (const [file, place] of places.current) places.current.set(file, transaction.mapping.map(place, 1))
    },
    onSelectionUpdate: ({ editor: now }) => {
      if ((asking !== 'alt' && asking !== 'pictureCaption') || now.isActive('image')) return
      waiting.current = []
      setAsking(null)
    },
    onUpdate: ({ editor: now }) => {
      const stored = storedOf(now.getJSON())
      if (canonicalJson(stored) === canonicalJson(storedOf(editable(known.current)))) return
      known.current = stored
      change.current(stored)
    },
  })

  useEffect(() => {
    editor?.setEditable(!isDisabled, false)
  }, [editor, isDisabled])

  useEffect(() => {
    // Another value came from elsewhere: a conflict that was settled, a draft that was thrown away.
    if (!editor || value === known.current) return
    if (canonicalJson(value ?? '') === canonicalJson(known.current ?? '')) return
    known.current = value
    editor.commands.setContent(editable(value), { emitUpdate: false })
  }, [editor, value])

  if (!editor) return null
  const makeTable = () => {
    if (!tabs) return
    const { from, to, text } = tabs
    editor
      .chain()
      .focus()
      .insertContentAt({ from, to }, editable(text.replaceAll(/\r\n?/g, '\n')).content ?? [])
      .run()
    setTabs(null)
  }
  return (
    <div className="rich-editor" ref={holder} data-invalid={isInvalid ? '' : undefined}>
      <Toolbar
        editor={editor}
        asking={asking}
        onAsk={(what) => (asking === what ? endAsking(false) : setAsking(what))}
        onPicture={canSend ? () => chooser.current?.click() : undefined}
        isDisabled={isDisabled}
      />
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept={acceptedBy('pictures')}
        data-testid="rich-picture"
        onChange={({ target }) => {
          take.current([...(target.files ?? [])], editor.state.selection.from)
          // The same picture can be chosen again.
          target.value = ''
        }}
      />
      {asking ? (
        <AskLine key={`${asking} ${onPicture}`} editor={editor} what={asking} onEnd={endAsking} />
      ) : null}
      <EditorContent editor={editor} />
      <p className="rich-leave field-help">{keepWords(words('leave'))}</p>
      {uploads.items.length > 0 ? (
        <ul className="files-entries rich-uploads">
          {uploads.items.map((item) => (
            <Upload key={item.key} item={item} uploads={uploads} />
          ))}
        </ul>
      ) : null}
      {request === 'pending' && uploads.items.length > 0 ? (
        <p className="rich-told">{keepWords(words('waitsForTitle'))}</p>
      ) : null}
      <div role="status">
        {told ? <Told pasted={told} /> : null}
        {tabs ? (
          <p className="rich-told">
            {keepWords(words('tabs'))} <Button onPress={makeTable}>{words('makeTable')}</Button>
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** What ProseMirror itself put there, out of this text or another of ours. */
const isOurs = (data: DataTransfer | null): boolean =>
  data?.getData('text/html').includes('data-pm-slice') ?? false

/** At least two lines in which tabs stand beside each other. */
const looksLikeTable = (text: string): boolean =>
  text.includes('\t') && blocksOf(text.replaceAll(/\r\n?/g, '\n')).some(({ kind }) => kind === 'table')

const shownBetween = (doc: Transaction['doc'], from: number, to: number) => doc.textBetween(from, to, '\n')

/** Where it stands after a change; once it is changed itself a table of it would undo that, and it is no more. */
function stillThere(tabs: Tabs, { doc, mapping }: Transaction): Tabs | null {
  const [from, to] = [mapping.map(tabs.from, 1), mapping.map(tabs.to, -1)]
  return shownBetween(doc, from, to) === tabs.shown ? { ...tabs, from, to } : null
}

function Told({ pasted: { notes, corrected } }: { pasted: Pasted }) {
  const words = useRichWords()
  const correction = useCorrectionWords()
  const said = [...notes.map((note) => words(`note_${note}`)), ...corrected.map((kind) => correction(kind))]
  return (
    <p className="rich-told">
      {keepWords(`${words('told')}: `)}
      {keepWords(said.join(' · '))}
    </p>
  )
}
