import type { Procedure } from '../procedure/procedure.ts'
import { cmi3 } from './cmi3/office.ts'
import { cmi4 } from './cmi4/office.ts'
import { ksn2 } from './ksn2/office.ts'
import type { Office } from './office.ts'
import { ptt1 } from './ptt1/office.ts'
import { standardPublication } from './standard/publication.ts'
import { yst2 } from './yst2/office.ts'

/** The offices whose documents this product implements. */
export const offices: Office[] = [cmi3, cmi4, ksn2, ptt1, yst2]

/** Throws where no office that ships has this id. */
export function getOffice(id: string): Office {
  const office = offices.find((one) => one.id === id)
  if (!office)
    throw new Error(`No office "${id}" ships: known are ${offices.map((one) => one.id).join(', ')}`)
  return office
}

/**
 * Versions of an office's procedures in the order in which its document has them; those that it made itself after them, as they
 * were. What names them beside each other, roles and kinds of information, is then first what its publication says.
 */
export function inDocumentOrder<One extends { procedure: Pick<Procedure, 'id'> }>(versions: One[]): One[] {
  const shipped = offices.flatMap((office) => office.procedures.map(({ id }) => id))
  const place = ({ procedure: { id } }: One) => (shipped.includes(id) ? shipped.indexOf(id) : shipped.length)
  return versions.toSorted((one, other) => place(one) - place(other))
}

/** The procedure that a new office starts from; it belongs to no office. */
export const standard: Procedure = standardPublication
