import { standardPublication } from '../../../../../machines/offices/standard/publication.ts'
import { emptyProcedure } from '../../../../../machines/procedure/empty-procedure.ts'
import { raised } from '../../../../../machines/procedure/provenance.ts'
import { Button } from '../../../../lib/button.tsx'
import { useEditor } from '../editor-context.ts'
import { listOf, type Path, setAt } from '../edits/json.ts'
import { moveItem, removeItem } from '../edits/parts.ts'
import { JsonField } from '../forms/engineer-fields.tsx'
import { ForEngineers, FormSection, Place, TextAt, TextPair } from '../forms/inputs.tsx'
import { saysOrigins } from '../forms/mark-fields.tsx'
import { RowButtons } from '../forms/row-buttons.tsx'
import { useEditorWords } from '../words.ts'

const laws: Path = ['order', 'laws']
/** What a draft may be begun from that is no office's own. */
const starts = [emptyProcedure, standardPublication]

/** What the procedure is called, and the document and the laws that it rests on. */
export function SourcePart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const given = listOf((json.order as { laws?: unknown } | undefined)?.laws)
  return (
    <>
      <FormSection title={words('procedureName')}>
        <TextPair
          at={['title']}
          label={words('procedureTitle')}
          proposed={starts.map(({ title }) => title.en)}
        />
      </FormSection>
      <FormSection title={words('document')} lead={words('documentLead')}>
        <TextPair
          at={['order', 'document']}
          label={words('documentTitle')}
          lines="many"
          proposed={starts.map(({ order }) => order.document.en)}
        />
      </FormSection>
      <FormSection title={words('laws')}>
        <Place at={laws}>
          <ol className="editor-options">
            {given.map((_, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a law has no other identity than its place.
                key={index}
              >
                <TextAt
                  at={[...laws, index]}
                  label={words('numbered', { one: words('law'), number: index + 1 })}
                  lines="many"
                />
                <RowButtons
                  name={words('numbered', { one: words('law'), number: index + 1 })}
                  isFirst={index === 0}
                  isLast={index === given.length - 1}
                  onMove={(by) => edit((draft) => moveItem(draft, [...laws, index], by), laws)}
                  onRemove={() => edit((draft) => removeItem(draft, [...laws, index]), laws)}
                />
              </li>
            ))}
          </ol>
          <div>
            <Button
              onPress={() => {
                edit((draft) => setAt(draft, laws, [...given, '']), laws)
                open([...laws, given.length])
              }}
            >
              {words('addLaw')}
            </Button>
          </div>
        </Place>
      </FormSection>
      {saysOrigins(json) ? null : (
        <FormSection title={words('origins')} lead={words('originsLead')}>
          <div>
            <Button
              onPress={() => {
                edit(raised, ['language'])
                say(words('originsSaid'))
              }}
            >
              {words('sayOrigins')}
            </Button>
          </div>
        </FormSection>
      )}
      <ForEngineers>
        <JsonField at={[]} label={words('jsonOfAll')} />
      </ForEngineers>
    </>
  )
}
