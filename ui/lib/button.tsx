import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Link, type LinkProps } from 'react-router'
import { keepIn } from './keep-words.ts'
import './button.css'

/** One primary button a screen; `danger` for what cannot be taken back; `quiet` for what is seldom wanted. */
export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet'

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  kind?: ButtonKind
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button that says what happens. While pending it keeps its words, its focus and its place. */
export function Button({ kind = 'secondary', children, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className="button" data-kind={kind}>
      {keepIn(children)}
    </AriaButton>
  )
}

/** A link that looks like a button, for the one next thing to do on a screen. */
export function ButtonLink({ kind = 'secondary', children, ...props }: LinkProps & { kind?: ButtonKind }) {
  return (
    <Link {...props} className="button" data-kind={kind}>
      {keepIn(children)}
    </Link>
  )
}
