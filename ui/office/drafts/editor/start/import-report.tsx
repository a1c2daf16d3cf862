import type { Answered } from '../../../../../api/http/operations.ts'
import { ButtonLink } from '../../../../lib/button.tsx'
import { keepWords } from '../../../../lib/keep-words.ts'
import { Message } from '../../../../lib/message.tsx'
import { useText } from '../../../../lib/text.ts'
import { useStartWords } from './words.ts'

type Imported = NonNullable<Answered<'POST /api/offices/{office}/drafts'>['imported']>

/** What became of an XState file: which version it succeeds, what was kept, what was taken and what was not. */
export function ImportReport({ draft, imported }: { draft: string; imported: Imported }) {
  const words = useStartWords()
  const text = useText()
  const lists = [
    ['kept', imported.kept],
    ['taken', imported.taken],
    ['changed', imported.changed],
  ] as const
  return (
    <Message
      kind={imported.isInForce ? 'good' : 'warning'}
      title={words('imported')}
      actions={
        <ButtonLink kind="primary" to={`/office/drafts/${encodeURIComponent(draft)}`}>
          {words('openDraft')}
        </ButtonLink>
      }
    >
      <p>{keepWords(text(imported.succession))}</p>
      {lists
        .filter(([, lines]) => lines.length > 0)
        .map(([name, lines]) => (
          <section key={name} aria-label={words(name)}>
            <h3>{words(name)}</h3>
            <ul>
              {lines.map((line) => (
                <li key={line.th}>{keepWords(text(line))}</li>
              ))}
            </ul>
          </section>
        ))}
    </Message>
  )
}
