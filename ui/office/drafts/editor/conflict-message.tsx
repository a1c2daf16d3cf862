import { Button } from '../../../lib/button.tsx'
import { Message } from '../../../lib/message.tsx'
import { Moment } from '../../../lib/time.tsx'
import type { DraftState } from './draft-autosave.ts'
import { differingPlaces } from './edits/compare.ts'
import type { Json } from './edits/json.ts'
import { useCrumbs } from './use-crumbs.ts'
import { useEditorWords } from './words.ts'

type ConflictMessageProps = {
  theirs: NonNullable<DraftState['theirs']>
  mine: Json
  onKeepMine: () => void
  onTakeTheirs: () => void
}

const maxShown = 8

/** Who changed the draft meanwhile, where the two differ, and the choice that only the person can make. */
export function ConflictMessage({ theirs, mine, onKeepMine, onTakeTheirs }: ConflictMessageProps) {
  const words = useEditorWords()
  const crumbs = useCrumbs()
  const places = differingPlaces(mine, theirs.json)
  return (
    <Message
      kind="danger"
      title={words('conflictTitle', { name: theirs.by })}
      actions={
        <>
          <Button onPress={onKeepMine}>{words('keepMine')}</Button>
          <Button onPress={onTakeTheirs}>{words('takeTheirs', { name: theirs.by })}</Button>
        </>
      }
    >
      <p>
        {words('conflictLead')} <Moment at={theirs.at} />
      </p>
      <ul>
        {places.slice(0, maxShown).map((at) => (
          <li key={at.join('.')}>{crumbs(at)}</li>
        ))}
        {places.length > maxShown ? <li>{words('andMore', { count: places.length - maxShown })}</li> : null}
      </ul>
      <p>{words('nothingLost')}</p>
    </Message>
  )
}
