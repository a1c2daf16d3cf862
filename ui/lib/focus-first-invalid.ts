/** After a form was refused: brings the first wrong field into view and puts the focus there, once it is marked. */
export function focusFirstInvalid(form: HTMLElement): void {
  requestAnimationFrame(() => {
    const field = form.querySelector('.field[data-invalid]')
    const input = field?.querySelector<HTMLElement>(
      'input:not([type=hidden]), textarea, [role=spinbutton], button',
    )
    input?.focus()
  })
}
