import { type ReactNode, useId } from 'react'
import { CheckboxInput } from '../../../../lib/checkbox-input.tsx'
import { SelectInput, type SelectOption } from '../../../../lib/select-input.tsx'
import { useText } from '../../../../lib/text.ts'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor, useProblemsAt } from '../editor-context.ts'
import { objectOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import { placeOf } from '../place.ts'
import { useEditorWords } from '../words.ts'

/** Marks what stands at a place, so that whoever is sent there finds it. */
export function Place({ at, children }: { at: Path; children: ReactNode }) {
  return (
    <div className="editor-place" data-place={placeOf(at)}>
      {children}
    </div>
  )
}

/** The sentence of the first problem at a place. */
export function useProblem(at: Path, inside = true): string | undefined {
  const text = useText()
  const [problem] = useProblemsAt(at, inside)
  return problem ? text(problem.message) : undefined
}

type TextAtProps = {
  at: Path
  label: string
  help?: string
  lines?: 'one' | 'many'
  required?: boolean
  maxLength?: number
  /** What an empty field is stored as: taken away, or nothing said (null). */
  empty?: null | undefined | ''
}

/** A text of the draft at its place. */
export function TextAt({ at, label, help, lines, required, maxLength, empty = '' }: TextAtProps) {
  const { json, edit } = useEditor()
  const error = useProblem(at)
  return (
    <Place at={at}>
      <TextInput
        label={label}
        help={help}
        required={required}
        error={error}
        value={stringOf(valueAt(json, at))}
        onChange={(value) =>
          edit((draft) => setAt(draft, at, value === '' ? empty : value), at, `type:${placeOf(at)}`)
        }
        {...(lines ? { lines } : {})}
        {...(maxLength ? { maxLength } : {})}
      />
    </Place>
  )
}

type TextPairProps = {
  at: Path
  label: string
  lines?: 'one' | 'many'
  help?: string
  /** May stand empty, and is then taken away. */
  optional?: boolean
  /** English that came with what the draft was begun from: no translation of a Thai that is written anew. */
  proposed?: string[]
}

/** A sentence in both languages; where no English is given, the Thai stands for it. */
export function TextPair({ at, label, lines, help, optional = false, proposed = [] }: TextPairProps) {
  const { json, edit } = useEditor()
  const error = useProblem(at)
  const given = objectOf(valueAt(json, at))
  const th = stringOf(given.th)
  const en = stringOf(given.en)
  const write = (next: { th: string; en: string }, language: string) =>
    edit(
      (draft) => setAt(draft, at, optional && next.th === '' ? undefined : next),
      at,
      `type:${placeOf(at)}.${language}`,
    )
  return (
    <Place at={at}>
      <div className="editor-languages">
        <TextInput
          label={label}
          help={help}
          required={optional ? false : undefined}
          error={error}
          value={th}
          // The English that was never given follows the Thai.
          onChange={(value) =>
            write({ th: value, en: [th, '', ...proposed].includes(en) ? value : en }, 'th')
          }
          {...(lines ? { lines } : {})}
        />
        <TextInput
          label={<EnglishLabel of={label} />}
          required={false}
          value={en === th ? '' : en}
          onChange={(value) => write({ th, en: value === '' ? th : value }, 'en')}
          {...(lines ? { lines } : {})}
        />
      </div>
    </Place>
  )
}

/** Says aloud what the English is of; seen, it stands under the Thai. */
export function EnglishLabel({ of }: { of: string }) {
  const words = useEditorWords()
  return (
    <>
      <span className="visually-hidden">{of} </span>
      {words('inEnglish')}
    </>
  )
}

type SelectAtProps = {
  at: Path
  label: string
  help?: string
  options: SelectOption[]
}

/** One of several, stored by its id. */
export function SelectAt({ at, label, help, options }: SelectAtProps) {
  const { json, edit } = useEditor()
  const error = useProblem(at)
  const value = stringOf(valueAt(json, at))
  return (
    <Place at={at}>
      <SelectInput
        label={label}
        help={help}
        error={error}
        options={withUnknown(options, value)}
        value={value === '' ? null : value}
        onChange={(chosen) => edit((draft) => setAt(draft, at, chosen), at)}
      />
    </Place>
  )
}

/** What a draft names although it does not exist is shown as it is named, not as if nothing were chosen. */
export const withUnknown = (options: SelectOption[], value: string): SelectOption[] =>
  value === '' || options.some(({ id }) => id === value) ? options : [...options, { id: value, label: value }]

/** A yes or no that is stored as true or taken away. */
export function FlagAt({
  at,
  children,
  off = false,
}: {
  at: Path
  children: ReactNode
  off?: false | undefined
}) {
  const { json, edit } = useEditor()
  return (
    <Place at={at}>
      <CheckboxInput
        checked={valueAt(json, at) === true}
        onChange={(checked) => edit((draft) => setAt(draft, at, checked ? true : off), at)}
      >
        {children}
      </CheckboxInput>
    </Place>
  )
}

/** A part of a form with its heading. */
export function FormSection({
  title,
  lead,
  children,
}: {
  title: string
  lead?: string | undefined
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className="editor-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {lead ? <p className="editor-muted">{lead}</p> : null}
      {children}
    </section>
  )
}

/** What only engineers look for, folded away. */
export function ForEngineers({ children }: { children: ReactNode }) {
  const words = useEditorWords()
  return (
    <details className="editor-engineers">
      <summary>{words('forEngineers')}</summary>
      <div className="editor-stack">{children}</div>
    </details>
  )
}
