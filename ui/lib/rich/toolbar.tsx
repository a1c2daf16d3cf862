import { type Editor, useEditorState } from '@tiptap/react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar'
import { keepWords } from '../keep-words.ts'
import { useRichWords } from './words.ts'

type Words = Parameters<ReturnType<typeof useRichWords>>[0]
type Deed = {
  name: Words
  run: (editor: Editor) => boolean
  /** Whether it holds where the cursor stands; undefined for a deed that does not stay. */
  holds?: (editor: Editor) => boolean
  can?: (editor: Editor) => boolean
}
const mark = (name: Words & ('bold' | 'italic' | 'underline' | 'superscript' | 'subscript')): Deed => ({
  name,
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  holds: (editor) => editor.isActive(name),
})
const deeds: Deed[] = [
  mark('bold'),
  mark('italic'),
  mark('underline'),
  {
    name: 'bulletList',
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    holds: (editor) => editor.isActive('bulletList'),
  },
  {
    name: 'orderedList',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    holds: (editor) => editor.isActive('orderedList'),
  },
]
const moreDeeds: Deed[] = [
  mark('superscript'),
  mark('subscript'),
  {
    name: 'blockquote',
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    holds: (editor) => editor.isActive('blockquote'),
  },
  { name: 'horizontalRule', run: (editor) => editor.chain().focus().setHorizontalRule().run() },
  { name: 'clear', run: (editor) => editor.chain().focus().unsetAllMarks().clearNodes().run() },
  {
    name: 'undo',
    run: (editor) => editor.chain().focus().undo().run(),
    can: (editor) => editor.can().undo(),
  },
  {
    name: 'redo',
    run: (editor) => editor.chain().focus().redo().run(),
    can: (editor) => editor.can().redo(),
  },
]
const insertTable: Deed = {
  name: 'table',
  run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
}
const tableDeeds: Deed[] = [
  { name: 'addRowBefore', run: (editor) => editor.chain().focus().addRowBefore().run() },
  { name: 'addRowAfter', run: (editor) => editor.chain().focus().addRowAfter().run() },
  { name: 'deleteRow', run: (editor) => editor.chain().focus().deleteRow().run() },
  { name: 'addColumnBefore', run: (editor) => editor.chain().focus().addColumnBefore().run() },
  { name: 'addColumnAfter', run: (editor) => editor.chain().focus().addColumnAfter().run() },
  { name: 'deleteColumn', run: (editor) => editor.chain().focus().deleteColumn().run() },
  { name: 'headerRow', run: (editor) => editor.chain().focus().toggleHeaderRow().run() },
  { name: 'headerColumn', run: (editor) => editor.chain().focus().toggleHeaderColumn().run() },
  {
    name: 'mergeCells',
    run: (editor) => editor.chain().focus().mergeCells().run(),
    can: (editor) => editor.can().mergeCells(),
  },
  {
    name: 'splitCell',
    run: (editor) => editor.chain().focus().splitCell().run(),
    can: (editor) => editor.can().splitCell(),
  },
]
const deleteTable: Deed = {
  name: 'deleteTable',
  run: (editor) => editor.chain().focus().deleteTable().run(),
}
const deleteImage: Deed = {
  name: 'deleteImage',
  run: (editor) => editor.chain().focus().deleteSelection().run(),
}
const allDeeds = [...deeds, ...moreDeeds, insertTable, ...tableDeeds, deleteTable, deleteImage]
const levels = [2, 3, 4] as const

export type Asking = 'link' | 'caption' | 'alt' | 'pictureCaption'

type ToolbarProps = {
  editor: Editor
  asking: Asking | null
  onAsk: (what: Asking) => void
  /** Chooses pictures; absent where none can be sent. */
  onPicture: (() => void) | undefined
  isDisabled: boolean
}

/** What can be done with the text, in words, by mouse, touch and arrow keys; what is about a table shows within one. */
export function Toolbar({ editor, asking, onAsk, onPicture, isDisabled }: ToolbarProps) {
  const words = useRichWords()
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      holding: allDeeds.filter(({ holds }) => holds?.(now)).map(({ name }) => name),
      impossible: allDeeds.filter(({ can }) => can && !can(now)).map(({ name }) => name),
      level: levels.find((level) => now.isActive('heading', { level })) ?? 'text',
      inTable: now.isActive('table'),
      inLink: now.isActive('link'),
      onImage: now.isActive('image'),
    }),
  })
  const button = ({ name, run, holds }: Deed) => (
    <ToggleButton
      key={name}
      className="rich-button"
      data-deed={name}
      isSelected={holds !== undefined && state.holding.includes(name)}
      isDisabled={isDisabled || state.impossible.includes(name)}
      onPress={() => run(editor)}
    >
      {keepWords(words(name))}
    </ToggleButton>
  )
  const ask = (what: Asking, holds: boolean) => (
    <ToggleButton
      className="rich-button"
      isSelected={holds || asking === what}
      isDisabled={isDisabled}
      onPress={() => onAsk(what)}
    >
      {keepWords(words(what))}
    </ToggleButton>
  )
  return (
    <div className="rich-tools">
      <AriaToolbar aria-label={words('toolbar')} className="rich-toolbar">
        <select
          className="rich-button"
          aria-label={words('block')}
          disabled={isDisabled}
          value={state.level}
          onChange={({ target }) => {
            const level = levels.find((one) => String(one) === target.value)
            if (level === undefined) editor.chain().focus().setParagraph().run()
            else editor.chain().focus().setHeading({ level }).run()
          }}
        >
          <option value="text">{words('block_text')}</option>
          {levels.map((level) => (
            <option key={level} value={level}>
              {words(`block_${level}`)}
            </option>
          ))}
        </select>
        {deeds.map(button)}
        {ask('link', state.inLink)}
        {button(insertTable)}
        {onPicture ? (
          <ToggleButton
            className="rich-button"
            isSelected={false}
            isDisabled={isDisabled}
            onPress={onPicture}
          >
            {keepWords(words('image'))}
          </ToggleButton>
        ) : null}
        {moreDeeds.map(button)}
      </AriaToolbar>
      {state.onImage ? (
        <AriaToolbar aria-label={words('imageTools')} className="rich-toolbar">
          {ask('alt', false)}
          {ask('pictureCaption', false)}
          {button(deleteImage)}
        </AriaToolbar>
      ) : null}
      {state.inTable ? (
        <AriaToolbar aria-label={words('tableTools')} className="rich-toolbar">
          {tableDeeds.map(button)}
          {ask('caption', false)}
          {button(deleteTable)}
        </AriaToolbar>
      ) : null}
    </div>
  )
}
