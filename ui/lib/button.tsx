import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import { keepIn } from './keep-words.ts'
import './button.css'

/** One primary button a screen; `danger` for what cannot be taken back; `quiet` for what is seldom wanted. */
export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet'

export type ButtonProps = Omit<
  ComponentPropsWithRef<'button'>,
  'className' | 'style' | 'children' | 'disabled' | 'onClick'
> & {
  kind?: ButtonKind
  children: ReactNode
  onPress?: (() => void) | undefined
  /** What it began is not done yet: it cannot be pressed again, but keeps the focus. */
  isPending?: boolean | undefined
  isDisabled?: boolean | undefined
}

/**
 * A button that says what happens. While pending it keeps its words, its focus and its place. The browser's own: that of
 * React Aria was a tenth of what the first screen loads, and does nothing more here.
 */
export function Button({
  kind = 'secondary',
  type = 'button',
  isPending = false,
  isDisabled = false,
  onPress,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      // A pending one must not send its form once more.
      type={isPending ? 'button' : type}
      className="button"
      data-kind={kind}
      disabled={isDisabled}
      {...(isPending ? { 'aria-disabled': true, 'data-pending': '' } : { onClick: () => onPress?.() })}
    >
      {keepIn(children)}
    </button>
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
