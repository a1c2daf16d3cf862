import type { Path } from './edits/json.ts'

const focusable = 'input, textarea, select, button, [tabindex], a[href]'

/** Brings the focus to the field at a place, or to what of the form is nearest around it. */
export function focusPlace(at: Path): void {
  requestAnimationFrame(() => {
    // Once more: what was just opened is drawn in the frame after.
    requestAnimationFrame(() => {
      for (let length = at.length; length > 0; length -= 1) {
        const place = at.slice(0, length).join('.')
        const found = document.querySelector<HTMLElement>(`main [data-place="${CSS.escape(place)}"]`)
        if (!found) continue
        const target = found.matches('[tabindex]') ? found : found.querySelector<HTMLElement>(focusable)
        if (!target) continue
        target.focus({ preventScroll: true })
        // What stands in plain sight stays where it is; the rest comes to the top, under what sticks there.
        const { top } = target.getBoundingClientRect()
        if (top < 140 || top > innerHeight * 0.7) found.scrollIntoView({ block: 'start' })
        return
      }
    })
  })
}

/** Brings the focus to the row of a step or a choice, where the one that had it is gone. */
export function focusRow(at: Path): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const rows = (length: number) =>
        document.querySelector<HTMLElement>(`[data-row="${CSS.escape(at.slice(0, length).join('.'))}"]`)
      for (let length = at.length; length > 0; length -= 1) {
        const row = rows(length)
        if (row) return row.focus()
      }
      document.querySelector<HTMLElement>('[data-row]')?.focus()
    })
  })
}
