import { useText } from '../../../lib/text.ts'
import { useEditor } from './editor-context.ts'
import type { Path } from './edits/json.ts'
import { crumbsOf } from './place.ts'
import { useEditorWords } from './words.ts'

const known = [
  ...(['title', 'clause', 'source', 'needs', 'guard', 'actions', 'target', 'tags', 'initial'] as const),
  ...(['type', 'document', 'laws', 'states', 'options', 'field', 'days', 'requires', 'rules'] as const),
] as const
type Known = (typeof known)[number]

/** Gives a function that says a place in words: ขั้น “…” › ทางเลือก “…” › ชื่อ. */
export function useCrumbs(): (at: Path) => string {
  const { json } = useEditor()
  const words = useEditorWords()
  const text = useText()
  return (at) => {
    const crumbs = crumbsOf(json, at).map((crumb) => {
      if (crumb.what === 'part') return words(`part_${crumb.part}`)
      if (crumb.what === 'key') {
        const key: Known | undefined = known.find((name) => name === crumb.name)
        return key ? words(`key_${key}`) : crumb.name
      }
      const title = text(crumb.title) || crumb.name
      return crumb.what === 'item' ? `“${title}”` : words(`crumb_${crumb.what}`, { title })
    })
    return crumbs.join(' › ') || words('wholeDraft')
  }
}
