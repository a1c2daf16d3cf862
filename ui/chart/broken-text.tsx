import { Fragment, type ReactNode } from 'react'

/** A text in the lines into which its picture broke it; whoever reads it out, searches or copies it finds it whole. */
export function BrokenText({ text, lines }: { text: string; lines: string[] }): ReactNode {
  const whole = text.replace(/\s+/gu, ' ').trim()
  let done = 0
  return lines.map((line, index) => {
    const at = whole.indexOf(line, done)
    const isSpaced = at > done
    done = at + line.length
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing else to be known by.
      <Fragment key={index}>
        {index === 0 ? null : isSpaced ? ' ' : <wbr />}
        <span className="broken-line">{line}</span>
      </Fragment>
    )
  })
}
