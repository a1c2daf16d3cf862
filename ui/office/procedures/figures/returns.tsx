import type { Figures } from '../../../../api/http/procedure-contract.ts'
import { useNumber } from '../../../lib/digits.ts'
import { useText } from '../../../lib/text.ts'
import { useFiguresWords } from './words.ts'
import '../../../lib/number-table.css'

/** What share of the requests is returned, and for which reasons most. */
export function Returns({ figures }: { figures: Figures }) {
  const words = useFiguresWords()
  const text = useText()
  const number = useNumber()
  const { requests, returnedRequests, reasons } = figures
  const most = Math.max(1, ...reasons.map(({ count }) => count))
  return (
    <section aria-labelledby="figures-returns">
      <h3 id="figures-returns">{words('returns')}</h3>
      <p>
        {requests === 0
          ? words('noRequests')
          : words('returnedShare', {
              requests,
              returned: returnedRequests,
              percent: Math.round((returnedRequests / requests) * 100),
            })}
      </p>
      {reasons.length === 0 ? (
        <p className="figures-muted">{words('noReasons')}</p>
      ) : (
        <>
          <h4>{words('reasons')}</h4>
          <ol className="figures-reasons">
            {reasons.map(({ title, count }) => (
              <li key={title.th}>
                <span>
                  {text(title)} <span className="figures-muted">{words('times', { count })}</span>
                </span>
                <span
                  className="number-bar"
                  style={{ width: `${(count / most) * 100}%` }}
                  title={number(count)}
                  aria-hidden="true"
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
