import { type ReactNode, useEffect } from 'react'
import { useCommonWords } from './i18n/common.ts'
import { keepIn } from './keep-words.ts'
import './page.css'

/** Names the document after what the screen shows. */
export function useDocumentTitle(title: string): void {
  const words = useCommonWords()
  const product = words('product')
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product
  }, [title, product])
}

type PageProps = { title: string; lead?: ReactNode; action?: ReactNode; children?: ReactNode }

/** A screen: its one heading, which also names the document, what to do first, and the rest. */
export function Page({ title, lead, action, children }: PageProps) {
  useDocumentTitle(title)
  return (
    <div className="page">
      <div className="page-head">
        <div>
          {title ? <h1>{keepIn(title)}</h1> : null}
          {lead ? <p className="page-lead">{keepIn(lead)}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </div>
  )
}
