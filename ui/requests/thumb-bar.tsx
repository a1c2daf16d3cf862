import { type RefObject, useEffect, useState } from 'react'
import type { ChoiceView } from '../../api/http/contract.ts'
import { Button } from '../lib/button.tsx'
import { useText } from '../lib/text.ts'
import { useRequestWords } from './words.ts'

type ThumbBarProps = { choice: ChoiceView | undefined; section: RefObject<HTMLElement | null> }

/** On a phone, while the choices are scrolled away: a way back to them under the thumb. */
export function ThumbBar({ choice, section }: ThumbBarProps) {
  const words = useRequestWords()
  const text = useText()
  const [away, setAway] = useState(false)
  useEffect(() => {
    const target = section.current
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => setAway(entry ? !entry.isIntersecting : false))
    observer.observe(target)
    return () => observer.disconnect()
  }, [section])
  if (!choice || !away) return null
  return (
    <div className="thumb-bar">
      <Button
        onPress={() => {
          section.current?.scrollIntoView({ block: 'start' })
          section.current?.focus({ preventScroll: true })
        }}
      >
        {words('toChoices', { title: text(choice.title) })}
      </Button>
    </div>
  )
}
