import { Node } from '@tiptap/core'
import { NodeViewWrapper, type ReactNodeViewProps, ReactNodeViewRenderer } from '@tiptap/react'
import type { RichPicture } from '../../../machines/text/rich-text.ts'
import { useFileAddress } from '../files/files-of-request.ts'
import { keepWords } from '../keep-words.ts'
import { useRichWords } from './words.ts'

const attributes = ['sha256', 'name', 'size', 'type', 'width', 'height', 'alt', 'caption'] as const
const unsaid: Partial<Record<(typeof attributes)[number], string>> = { alt: '' }

/** A picture among the files of the request; in the clipboard it is a figure that this editor alone reads back. */
export const PictureNode = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () =>
    Object.fromEntries(
      attributes.map((name) => [
        name,
        {
          default: unsaid[name] ?? null,
          parseHTML: (element: HTMLElement) => saidIn(element)[name] ?? unsaid[name] ?? null,
          renderHTML: () => ({}),
        },
      ]),
    ),
  parseHTML: () => [{ tag: 'figure[data-picture]' }],
  renderHTML: ({ node }) => ['figure', { 'data-picture': JSON.stringify(node.attrs) }],
  addNodeView: () => ReactNodeViewRenderer(PictureView),
})

function saidIn(element: HTMLElement): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(element.getAttribute('data-picture') ?? '')
    return said !== null && typeof said === 'object' ? (said as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** As the public will see it, and below it what those read who cannot see it. */
function PictureView({ node }: ReactNodeViewProps) {
  const words = useRichWords()
  const { sha256, name, alt, caption, width, height } = node.attrs as RichPicture
  const address = useFileAddress()(sha256)
  return (
    <NodeViewWrapper as="figure" className="rich-picture" data-drag-handle>
      {address ? (
        <img src={address.large} alt={alt} width={width} height={height} loading="lazy" />
      ) : (
        <span>{name}</span>
      )}
      {caption ? <figcaption>{keepWords(caption)}</figcaption> : null}
      <p className={alt.trim() === '' ? 'field-error' : 'field-help'}>
        {keepWords(alt.trim() === '' ? words('altMissing') : words('altIs', { alt }))}
      </p>
    </NodeViewWrapper>
  )
}
