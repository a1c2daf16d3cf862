import type { Procedure, Transition } from '../../machines/procedure/procedure.ts'

/** Makes a procedure too involved to be proved: ten things may be ticked at its first choice, and each leads on. */
export function involve(procedure: Procedure, type: string, count = 10): void {
  const { chart, form } = procedure
  const choice = chart.states[chart.initial ?? '']?.on?.[type] as Transition
  const { meta } = choice
  const words = { title: meta.title, clause: meta.clause, source: 'added' as const }
  const options = Array.from({ length: count }, (_, index) => ({ id: `topic${index}`, title: meta.title }))
  form.push({ name: 'topics', type: 'checkboxes', title: meta.title, required: false, options })
  meta.needs = [...(meta.needs ?? []), { field: 'topics' }]
  const next = choice.target
  if (next === undefined) throw new Error('The first choice leads nowhere')
  chart.states.sorting = {
    meta: words,
    always: [
      ...options.map(
        ({ id }): Transition => ({
          target: next,
          guard: { type: 'asked', params: { field: 'topics', value: id } },
          meta: words,
        }),
      ),
      { target: next, meta: words },
    ],
  }
  choice.target = 'sorting'
}
