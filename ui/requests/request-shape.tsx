import { Skeleton } from '../lib/skeleton.tsx'
import { useRequestWords } from './words.ts'

/** The page's shape while it loads. */
export function RequestShape() {
  const words = useRequestWords()
  return (
    <div className="page request-page" aria-busy="true">
      <h1 className="visually-hidden">{words('loading')}</h1>
      <div className="request-columns" aria-hidden="true">
        <div className="request-main">
          <div className="request-card">
            <Skeleton lines={3} />
          </div>
          <div className="request-card">
            <Skeleton lines={4} />
          </div>
          <div className="request-card">
            <Skeleton lines={9} />
          </div>
        </div>
        <div className="request-side">
          <div className="request-card">
            <Skeleton lines={12} />
          </div>
        </div>
      </div>
    </div>
  )
}
