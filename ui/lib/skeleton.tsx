import { useCommonWords } from './i18n/common.ts'
import './skeleton.css'

/** The shape of what is being loaded: lines of text, or rows of a list. */
export function Skeleton({ lines = 5, shape = 'lines' }: { lines?: number; shape?: 'lines' | 'rows' }) {
  const words = useCommonWords()
  return (
    <div className="skeleton" data-shape={shape} role="status">
      <span className="visually-hidden">{words('loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
        <div className="skeleton-line" key={line} aria-hidden="true" />
      ))}
    </div>
  )
}
