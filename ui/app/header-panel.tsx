import type { ReactNode } from 'react'
import { Popover } from 'react-aria-components/Popover'
import type { PanelProps } from './header-menu.tsx'
import '../lib/select-input.css'

/** What opens below a button of the header. */
export function HeaderPanel(props: PanelProps & { label: string; children: ReactNode }) {
  const { trigger, onClose, label, children } = props
  return (
    <Popover
      className="select-popover"
      placement="bottom end"
      aria-label={label}
      triggerRef={trigger}
      isOpen
      onOpenChange={onClose}
    >
      {children}
    </Popover>
  )
}
