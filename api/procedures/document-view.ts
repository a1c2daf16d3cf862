import type { z } from 'zod'
import { activeProcedures } from '../../db/versions.ts'
import { edgesOf } from '../../machines/chart/edges.ts'
import { addedParts } from '../../machines/documents/added.ts'
import { procedureOf, readClauses, shareInForce } from '../../machines/documents/in-force.ts'
import { has, type Place } from '../../machines/documents/place.ts'
import { placeInWords } from '../../machines/documents/place-words.ts'
import { offices } from '../../machines/offices/offices.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import type { officeDocumentSchema } from '../http/procedure-contract.ts'
import type { Reader } from './versions.ts'

export type OfficeDocumentView = z.infer<typeof officeDocumentSchema>
type PlaceView = OfficeDocumentView['clauses'][number]['provisions'][number]['places'][number]

/**
 * The document of a procedure's office, clause by clause, as this version and the office's other procedures in force
 * serve it; null where no document of the office ships.
 */
export async function documentView(db: Reader, shown: Procedure): Promise<OfficeDocumentView | null> {
  const wording = offices.find(({ id }) => id === shown.office)?.wording
  if (!wording) return null
  const inForce = (await activeProcedures(db, shown.office)).map(({ json }) => JSON.parse(json) as Procedure)
  const procedures = [shown, ...inForce.filter(({ id }) => id !== shown.id)]
  const viewOf = (place: Place): PlaceView => {
    if (place.kind === 'feature')
      return { title: placeInWords(undefined, place), procedure: null, steps: [], edges: [], lost: false }
    const procedure = procedures.find(({ id }) => id === procedureOf(shown.office, place))
    return {
      title: placeInWords(procedure, place),
      procedure: procedureOf(shown.office, place),
      ...(procedure === shown ? onChart(shown, place) : { steps: [], edges: [] }),
      lost: !procedure || !has(procedure, place),
    }
  }
  const clauses = readClauses(wording, procedures)
  return {
    share: shareInForce(clauses),
    clauses: clauses.map(({ id, state, provisions }) => ({
      id,
      state,
      provisions: provisions.map((one) => ({
        text: one.text,
        joined: one.joined ?? 'paragraph',
        corrections: one.corrections ?? [],
        state: one.state,
        missing: one.notYet ?? null,
        notARule: one.notARule ?? null,
        places: (one.served ?? []).map(viewOf),
      })),
    })),
    added: addedParts(shown),
  }
}

/** The steps and the lines of the chart at which a place is seen. */
function onChart({ chart }: Procedure, place: Place): Pick<PlaceView, 'steps' | 'edges'> {
  const edges = (which: (edge: { from: string; type: string }) => boolean) => {
    const found = edgesOf(chart).filter(which)
    return { steps: [...new Set(found.map(({ from }) => from))], edges: found.map(({ id }) => id) }
  }
  switch (place.kind) {
    case 'step':
    case 'promptly':
      return { steps: [place.step], edges: [] }
    case 'choice':
    case 'need':
    case 'notice':
      return edges(({ from, type }) => from === place.step && type === place.type)
    case 'requirement':
      return edges(({ type }) => type === place.event)
    case 'deadline':
      return edges(({ type }) => type === place.deadline)
    // The form, the people and the kinds of information belong to no one step.
    case 'field':
    case 'category':
    case 'role':
    case 'feature':
      return { steps: [], edges: [] }
    default:
      return unreachable(place)
  }
}
