import type { ProcedureView } from '../../../api/http/contract.ts'
import { Facts } from '../../lib/facts.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { useText } from '../../lib/text.ts'
import { Day } from '../../lib/time.tsx'
import { useOfficeWords } from '../words.ts'

/** The document that sets a procedure, as it identifies itself; what it does not say is said to be unsaid. */
export function OrderFacts({ order }: { order: ProcedureView['order'] }) {
  const words = useOfficeWords()
  const text = useText()
  const unsaid = words('notStated')
  return (
    <Facts
      facts={[
        { name: words('document'), value: keepWords(text(order.document)) },
        { name: words('number'), value: order.number ?? unsaid },
        { name: words('date'), value: order.date ? <Day date={order.date} /> : unsaid },
        {
          name: words('signedBy'),
          value: order.signedBy ? (
            <>
              {keepWords(order.signedBy)}
              {order.signedAs ? (
                <>
                  <br />
                  {keepWords(order.signedAs)}
                </>
              ) : null}
            </>
          ) : (
            unsaid
          ),
        },
        {
          name: words('effectiveFrom'),
          value: order.effectiveFrom ? <Day date={order.effectiveFrom} /> : unsaid,
        },
        {
          name: words('laws'),
          value:
            order.laws.length > 0 ? (
              <ul>
                {order.laws.map((law) => (
                  <li key={law}>{keepWords(law)}</li>
                ))}
              </ul>
            ) : (
              unsaid
            ),
        },
      ]}
    />
  )
}
