import { type SyntheticEvent, useEffect, useState } from 'react'

/**
 * For `<details>`: what is wrong inside unfolds it, and only a person folds it again. It must not close under the hands of
 * whoever puts right what was wrong.
 */
export function useUnfolded(isWrong: boolean) {
  const [open, setOpen] = useState(isWrong)
  useEffect(() => {
    if (isWrong) setOpen(true)
  }, [isWrong])
  const onToggle = ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => setOpen(currentTarget.open)
  return { open, onToggle }
}
