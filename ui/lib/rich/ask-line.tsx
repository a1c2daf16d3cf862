import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { linkProblem } from '../../../machines/text/address.ts'
import { Button } from '../button.tsx'
import { useText } from '../text.ts'
import { TextInput } from '../text-input.tsx'
import type { Asking } from './toolbar.tsx'
import { useRichWords } from './words.ts'

/** Asks for the address of a link or the title of a table, in place; the text keeps its selection meanwhile. */
export function AskLine({ editor, what, onEnd }: { editor: Editor; what: Asking; onEnd: () => void }) {
  const words = useRichWords()
  const text = useText()
  const given = what === 'link' ? editor.getAttributes('link').href : editor.getAttributes('table').caption
  const known = typeof given === 'string' ? given : ''
  const [value, setValue] = useState(known)
  const [tried, setTried] = useState(false)
  const written = whole(value.trim(), what)
  const problem = what === 'link' ? linkProblem(written) : undefined
  const put = () => {
    setTried(true)
    if (problem) return
    if (what === 'link') putLink(editor, written)
    else
      editor
        .chain()
        .focus()
        .updateAttributes('table', { caption: written.slice(0, 500) || null })
        .run()
    onEnd()
  }
  const takeOff = () => {
    if (what === 'link') editor.chain().focus().extendMarkRange('link').unsetLink().run()
    else editor.chain().focus().updateAttributes('table', { caption: null }).run()
    onEnd()
  }
  const cancel = () => {
    editor.commands.focus()
    onEnd()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter and Escape of the field within it.
    <div
      className="rich-ask"
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel()
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return
        event.preventDefault()
        put()
      }}
    >
      <TextInput
        label={words(what === 'link' ? 'address' : 'caption')}
        help={words(what === 'link' ? 'addressHelp' : 'captionHelp')}
        error={tried && problem ? text(problem) : undefined}
        value={value}
        onChange={setValue}
        maxLength={what === 'link' ? 2000 : 500}
        autoFocus
      />
      <div className="rich-ask-buttons">
        <Button onPress={put}>{words('put')}</Button>
        {known === '' ? null : (
          <Button kind="quiet" onPress={takeOff}>
            {words('takeOff')}
          </Button>
        )}
        <Button kind="quiet" onPress={cancel}>
          {words('cancel')}
        </Button>
      </div>
    </div>
  )
}

/** An address as people write it leads where they mean it to. */
function whole(value: string, what: Asking): string {
  if (what !== 'link' || value === '') return value
  if (/^[\w.+-]+@[\w.-]+$/.test(value)) return `mailto:${value}`
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(value) ? `https://${value}` : value
}

/** On what is selected, on the link in which the cursor stands, or as its own words. */
function putLink(editor: Editor, href: string): void {
  const chain = editor.chain().focus()
  if (editor.state.selection.empty && !editor.isActive('link'))
    chain
      .insertContent({
        type: 'text',
        text: href.replace(/^mailto:/, ''),
        marks: [{ type: 'link', attrs: { href } }],
      })
      .run()
  else chain.extendMarkRange('link').setLink({ href }).run()
}
