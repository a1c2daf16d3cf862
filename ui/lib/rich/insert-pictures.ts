import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import type { StoredFile } from '../../../api/http/contract.ts'

/** Puts a picture that has arrived below the paragraph of a place, and, where nothing else is asked, selects it to be described. */
export function insertPicture(
  editor: Editor,
  file: StoredFile,
  place: number,
  { selects }: { selects: boolean },
): void {
  const { sha256, name, size, type, width, height } = file
  const { state, schema, view } = editor
  const node = schema.nodes.image?.create({ sha256, name, size, type, width, height, alt: '' })
  if (!node) return
  const at = state.doc.resolve(Math.min(Math.max(place, 0), state.doc.content.size))
  const below = at.parent.isTextblock ? at.after() : at.pos
  const { tr } = state
  tr.insert(below, node)
  if (selects) {
    if (tr.doc.nodeAt(below)?.type === node.type) tr.setSelection(NodeSelection.create(tr.doc, below))
    tr.scrollIntoView()
  }
  view.dispatch(tr)
}

/** Selects a picture, unless it is gone or described already; whether it did. */
export function selectUndescribed(editor: Editor, sha256: string): boolean {
  let found: number | undefined
  editor.state.doc.descendants(({ type, attrs }, at) => {
    if (type.name === 'image' && attrs.sha256 === sha256 && attrs.alt.trim() === '') found ??= at
    return found === undefined
  })
  return found !== undefined && editor.commands.setNodeSelection(found)
}

/**
 * The pictures of a clipboard, where it holds nothing else: programs that copy a table or a text put a picture of it beside
 * it, and a browser that copies a picture puts its address beside it.
 */
export function pictureFilesOf(clipboard: DataTransfer | null): File[] {
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
  if (files.length === 0) return []
  const { body } = new DOMParser().parseFromString(clipboard?.getData('text/html') ?? '', 'text/html')
  return (body.textContent ?? '').trim() === '' ? files : []
}

/** A picture that was written into the HTML of a clipboard, as a file; undefined for what is none. */
export function fileOfDataUrl(url: string, number: number): File | undefined {
  const [, type, base64] = /^data:(image\/(?:png|jpeg|webp));base64,([A-Za-z0-9+/=\s]+)$/.exec(url) ?? []
  if (type === undefined || base64 === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    return new File([bytes], `picture-${number}.${type.slice('image/'.length)}`, { type })
  } catch {
    return undefined
  }
}
