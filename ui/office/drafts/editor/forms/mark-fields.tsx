import { languageOf } from '../../../../../machines/procedure/language.ts'
import type { Procedure } from '../../../../../machines/procedure/procedure.ts'
import { markOf } from '../../../../../machines/procedure/provenance.ts'
import { useUnfolded } from '../../../../lib/use-unfolded.ts'
import { useEditor, useProblemsAt } from '../editor-context.ts'
import { objectOf, type Path, valueAt } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'
import { Place, SelectAt, TextAt } from './inputs.tsx'

/** Whether a draft says of every part where it comes from: from the second language on. */
export const saysOrigins = (json: unknown): boolean => languageOf(json as Procedure) > 1

/** Where a part of the procedure comes from: folded to one line, until something is wrong with it. */
export function MarkFields({ at, label }: { at: Path; label?: string }) {
  const { json } = useEditor()
  const words = useEditorWords()
  const problems = [...useProblemsAt([...at, 'source']), ...useProblemsAt([...at, 'clause'])]
  const unfolded = useUnfolded(problems.length > 0)
  if (!saysOrigins(json)) return null
  const { source, clause } = markOf(objectOf(valueAt(json, at)))
  const said = [source ? words(`source_${source}`) : words('originUnsaid'), clause]
    .filter(Boolean)
    .join(' · ')
  return (
    <Place at={at}>
      <details className="editor-origin" {...unfolded}>
        <summary>
          {label ? `${label}: ` : `${words('source')}: `}
          {said}
        </summary>
        <div className="editor-pair">
          <TextAt at={[...at, 'clause']} label={words('clause')} maxLength={300} />
          <SelectAt
            at={[...at, 'source']}
            label={words('source')}
            options={[
              { id: 'document', label: words('source_document') },
              { id: 'added', label: words('source_added') },
            ]}
          />
        </div>
      </details>
    </Place>
  )
}
