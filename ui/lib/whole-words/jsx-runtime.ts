import type { ElementType, Key, ReactNode } from 'react'
import { Fragment, jsx as reactJsx, jsxs as reactJsxs } from 'react/jsx-runtime'
import { keepIn } from '../keep-words.ts'

/**
 * What JSX of the screens is compiled to (`jsxImportSource` in ui/vite.config.ts): React's own, but that Thai words stay
 * whole in every text of an HTML element, so that no screen can forget it.
 */

/** Elements whose content is no text, or whose text is no markup; those of SVG begin with others of these. */
const plain = new Set([
  'option',
  'optgroup',
  'textarea',
  'title',
  'style',
  'script',
  'text',
  'tspan',
  'desc',
  'pre',
])

type Props = { children?: ReactNode; [name: string]: unknown }

function kept(type: ElementType, props: Props): Props {
  if (typeof type !== 'string' || plain.has(type)) return props
  const { children } = props
  if (typeof children === 'string') {
    const shown = keepIn(children)
    return shown === children ? props : { ...props, children: shown }
  }
  if (!Array.isArray(children) || !children.some((child) => typeof child === 'string')) return props
  return { ...props, children: children.map(keepIn) }
}

export const jsx = (type: ElementType, props: Props, key?: Key) => reactJsx(type, kept(type, props), key)
/** Children written one after another in JSX need no keys, and get none here either: the array stays one of these. */
export const jsxs = (type: ElementType, props: Props, key?: Key) => reactJsxs(type, kept(type, props), key)
export { Fragment }
