import type { Office } from '../../../api/http/contract.ts'

const most = ({ kinds }: Office['procedures'][number]) =>
  kinds.length === 0 ? Number.MAX_SAFE_INTEGER : kinds.length

/**
 * The procedures by which information of a kind can begin: those that are for fewer kinds first, as the document has them
 * for these in particular. One that asks for no kind is for any.
 */
export const proceduresFor = (procedures: Office['procedures'], kind: string): Office['procedures'] =>
  procedures
    .filter(({ kinds }) => kinds.length === 0 || kinds.includes(kind))
    .toSorted((one, other) => most(one) - most(other))
