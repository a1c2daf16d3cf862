import { createContext, useContext, useMemo } from 'react'
import type { Office } from '../../../../api/http/contract.ts'
import type { Text } from '../../../../machines/procedure/procedure.ts'
import { useLanguage } from '../../../lib/i18n/i18n.ts'
import { useText } from '../../../lib/text.ts'
import type { PlacedProblem } from './draft-problems.ts'
import { isObject, type Json, listOf, type Path, stringOf } from './edits/json.ts'
import { itemsOf } from './edits/parts.ts'
import { stepsOf, titleOf, transitionsOf } from './edits/walk.ts'
import { isIn } from './place.ts'
import { useEditorWords } from './words.ts'

/** What every form of the editor reads, and the two things that it can do: edit, and open a place. */
export type Editor = {
  json: Json
  names: Names
  problems: PlacedProblem[]
  /** The place that is open. */
  at: Path
  /** One edit. `at`: what was edited, to come back to; `what`: joins the letters of a word into one step back. */
  edit: (change: (json: Json) => Json, at?: Path, what?: string) => void
  /** Opens a place and brings the focus to it. */
  open: (at: Path) => void
  /** Says something to those who cannot see what changed. */
  say: (sentence: string) => void
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('useEditor: not inside an editor of a procedure')
  return editor
}

export type NamedOption = { id: string; label: string }

/** The problems at a place itself, or anywhere in it. */
export function useProblemsAt(at: Path, inside = true): PlacedProblem[] {
  const { problems } = useEditor()
  return problems.filter((problem) =>
    inside ? isIn(problem.at, at) : isIn(problem.at, at) && problem.at.length === at.length,
  )
}

export type Names = ReturnType<typeof useNamesOf>
export const useNames = (): Names => useEditor().names

/** Names of steps, roles, groups, events, fields and deadlines in the words of the draft; made once for all forms. */
export function useNamesOf(json: Json, groups: Office['groups']) {
  const text = useText()
  const words = useEditorWords()
  const language = useLanguage()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions that read words differ by language alone.
  return useMemo(() => {
    const shown = (title: Text, name: string) => text(title) || title.th || title.en || name
    const titleAt = (given: unknown, name: string) => shown(titleOf(given), name)
    const item = (given: Json, name: string) => shown(titleOf({ meta: given }), name)
    const steps = [...stepsOf(json)]
    const stepLabels = new Map<string, string>()
    for (const { path, node } of steps) {
      const around = stepLabels.get(path.slice(0, -1).join('.'))
      const own = titleAt(node, path.at(-1) ?? '')
      stepLabels.set(path.join('.'), around === undefined ? own : `${around} › ${own}`)
    }
    const twice = new Set<string>()
    const seen = new Set<string>()
    for (const label of stepLabels.values()) seen.has(label) ? twice.add(label) : seen.add(label)
    const stepLabel = (path: string[]) => {
      const label = stepLabels.get(path.join('.'))
      if (label === undefined) return path.join('.')
      return twice.has(label) ? `${label} (${path.at(-1)})` : label
    }
    const roles: NamedOption[] = [
      { id: 'owner', label: words('owner') },
      ...itemsOf(json, 'roles').map(({ id, item: role }) => ({ id, label: item(role, id) })),
    ]
    const events = new Map<string, string>()
    for (const { kind, name, transition } of transitionsOf(json))
      if (kind === 'on' && !events.has(name)) events.set(name, titleAt(transition, name))
    const fields = itemsOf(json, 'form').map(({ id, item: field }) => ({ id, label: item(field, id) }))
    const carried = transitionsOf(json).flatMap(({ transition }) =>
      listOf(isObject(transition.meta) ? transition.meta.needs : undefined).flatMap((need) =>
        isObject(need) && typeof need.type === 'string'
          ? [{ id: stringOf(need.field), label: item(need, stringOf(need.field)) }]
          : [],
      ),
    )
    const deadlines = itemsOf(json, 'deadlines').map(({ id, item: deadline }) => ({
      id,
      label: item(deadline, id),
    }))
    const find = (options: NamedOption[]) => (id: string) =>
      options.find((option) => option.id === id)?.label ?? id
    const groupOptions = groups.map(({ id, name }) => ({ id, label: text(name) }))
    return {
      titleAt,
      steps,
      stepLabel,
      stepOptions: steps.map(({ path }) => ({ id: path.join('.'), label: stepLabel(path) })),
      roles,
      roleLabel: find(roles),
      groups: groupOptions,
      groupLabel: find(groupOptions),
      events: [...events].map(([id, label]) => ({ id, label })),
      eventLabel: (id: string) => events.get(id) ?? id,
      fields,
      allFields: [...fields, ...carried, { id: 'publishUntil', label: words('publishUntil') }].filter(
        ({ id }, index, all) => all.findIndex((other) => other.id === id) === index,
      ),
      deadlines,
      deadlineLabel: find(deadlines),
    }
  }, [json, groups, language])
}
