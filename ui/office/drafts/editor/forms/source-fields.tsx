import type { Path } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { SelectAt, TextAt, TextPair } from './inputs.tsx'

/** The words of a step or a choice, the clause that says so, and whether the document says so at all. */
export function SourceFields({ at, label }: { at: Path; label: string }) {
  const words = useEditorWords()
  return (
    <div className="editor-stack">
      <TextPair at={[...at, 'meta', 'title']} label={label} />
      <div className="editor-pair">
        <TextAt at={[...at, 'meta', 'clause']} label={words('clause')} maxLength={300} />
        <SelectAt
          at={[...at, 'meta', 'source']}
          label={words('source')}
          options={[
            { id: 'document', label: words('source_document') },
            { id: 'added', label: words('source_added') },
          ]}
        />
      </div>
    </div>
  )
}
