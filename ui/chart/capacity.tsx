import type { EventView } from '../../api/http/contract.ts'
import { useCommonWords } from '../lib/i18n/common.ts'
import { useText } from '../lib/text.ts'

type ActedAs = NonNullable<EventView['actedAs']>

/** Gives the post in which someone acted, in words: "รักษาราชการแทน ผู้อำนวยการกลุ่ม"; a holder's own post is only named. */
export function useCapacity(): (actedAs: Pick<ActedAs, 'title' | 'capacity'>) => string {
  const common = useCommonWords()
  const text = useText()
  return ({ title, capacity }) =>
    capacity && capacity !== 'holder' ? `${common(capacity)} ${text(title)}` : text(title)
}
