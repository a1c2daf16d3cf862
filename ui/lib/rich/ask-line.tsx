import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { linkProblem } from '../../../machines/text/address.ts'
import { Button } from '../button.tsx'
import { useText } from '../text.ts'
import { TextInput } from '../text-input.tsx'
import type { Asking } from './toolbar.tsx'
import { useRichWords } from './words.ts'

/** What each question changes: an attribute of which node, how long it may be, and its words. */
const asked = {
  link: { node: 'link', attribute: 'href', most: 2000, label: 'address', help: 'addressHelp' },
  caption: { node: 'table', attribute: 'caption', most: 500, label: 'caption', help: 'captionHelp' },
  alt: { node: 'image', attribute: 'alt', most: 500, label: 'alt', help: 'altHelp' },
  pictureCaption: {
    node: 'image',
    attribute: 'caption',
    most: 1000,
    label: 'pictureCaption',
    help: 'pictureCaptionHelp',
  },
} as const satisfies Record<Asking, object>

type AskLineProps = { editor: Editor; what: Asking; onEnd: (isAnswered: boolean) => void }

/** Asks for the address of a link, the title of a table or the words of a picture, in place; the text keeps its selection meanwhile. */
export function AskLine({ editor, what, onEnd }: AskLineProps) {
  const words = useRichWords()
  const text = useText()
  const { node, attribute, most, label, help } = asked[what]
  const given = editor.getAttributes(node)[attribute]
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
        .updateAttributes(node, { [attribute]: written.slice(0, most) || (what === 'alt' ? '' : null) })
        .run()
    onEnd(true)
  }
  const takeOff = () => {
    if (what === 'link') editor.chain().focus().extendMarkRange('link').unsetLink().run()
    else
      editor
        .chain()
        .focus()
        .updateAttributes(node, { [attribute]: what === 'alt' ? '' : null })
        .run()
    onEnd(false)
  }
  const cancel = () => {
    editor.commands.focus()
    onEnd(false)
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
        label={words(label)}
        help={words(help)}
        error={tried && problem ? text(problem) : undefined}
        value={value}
        onChange={setValue}
        maxLength={most}
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
