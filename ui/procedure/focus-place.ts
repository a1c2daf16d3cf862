import type { Path } from './edits/json.ts'

const focusable = 'input, textarea, select, button, [tabindex], a[href]'

/** Brings the focus to the field at a place, or to what of the form is nearest around it. Answers how to call it off. */
export function focusPlace(at: Path): () => void {
  let frame = requestAnimationFrame(() => {
    // Once more: what was just opened is drawn in the frame after.
    frame = requestAnimationFrame(() => {
      for (let length = at.length; length > 0; length -= 1) {
        const place = at.slice(0, length).join('.')
        const found = document.querySelector<HTMLElement>(`main [data-place="${CSS.escape(place)}"]`)
        if (!found) continue
        const target = found.matches('[tabindex]') ? found : found.querySelector<HTMLElement>(focusable)
        if (!target) continue
        target.focus({ preventScroll: true })
        found.scrollIntoView({ block: 'nearest' })
        target.scrollIntoView({ block: 'nearest' })
        return
      }
    })
  })
  return () => cancelAnimationFrame(frame)
}
