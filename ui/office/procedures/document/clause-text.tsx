import type { ReactElement } from 'react'
import type { Clause } from './clause-steps.ts'

type Provision = Clause['provisions'][number]

/** The provisions of a clause that make one paragraph, each with how it joins the one before. */
export function paragraphsOf(provisions: Provision[]): Provision[][] {
  const paragraphs: Provision[][] = []
  for (const provision of provisions) {
    const last = paragraphs.at(-1)
    if (provision.joined === 'paragraph' || !last) paragraphs.push([provision])
    else last.push(provision)
  }
  return paragraphs
}

/** The words of a provision as they are read, those marked that were put right. */
export function ProvisionText({ provision: { text, corrections, joined } }: { provision: Provision }) {
  let parts: (string | ReactElement)[] = [joined === 'line' ? `\n${text}` : text]
  for (const { read } of corrections)
    parts = parts.flatMap((part) =>
      typeof part === 'string'
        ? part.split(read).flatMap((rest, index) =>
            index === 0
              ? [rest]
              : [
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same word stands at several places.
                  <mark key={`${read} ${index}`} className="clause-corrected">
                    {read}
                  </mark>,
                  rest,
                ],
          )
        : [part],
    )
  return parts
}
