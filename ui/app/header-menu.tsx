import { type ReactNode, type RefObject, Suspense, useRef, useState } from 'react'
import { Button } from '../lib/button.tsx'
import type { Screen } from './screen.tsx'

/** What a panel is given: the button that it hangs from, and how to close it. */
export type PanelProps = { trigger: RefObject<HTMLButtonElement | null>; onClose: () => void }

/** A button of the header with a panel, whose code comes when somebody reaches for it: the first screen shows none. */
export function HeaderMenu({ panel: Panel, children }: { panel: Screen<PanelProps>; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  // What cannot be loaded yet is loaded again when the panel is shown.
  const load = () => void Panel.load().catch(() => {})
  return (
    <>
      <Button
        ref={trigger}
        kind="quiet"
        aria-expanded={open}
        onPointerEnter={load}
        onFocus={load}
        onPress={() => setOpen(true)}
      >
        {children}
      </Button>
      {open ? (
        <Suspense>
          <Panel trigger={trigger} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
