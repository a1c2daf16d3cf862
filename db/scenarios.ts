import type { Kysely, Selectable } from 'kysely'
import type { ScenarioTable, Tables } from './tables.ts'

type Db = Kysely<Tables>
export type ScenarioRow = Selectable<ScenarioTable> & { createdByName: string }

const scenarios = (db: Db) =>
  db
    .selectFrom('scenario')
    .innerJoin('person', 'person.id', 'scenario.createdBy')
    .selectAll('scenario')
    .select('person.name as createdByName')

/** The scenarios of a procedure, oldest first. */
export const scenariosOf = (db: Db, procedure: string): Promise<ScenarioRow[]> =>
  scenarios(db)
    .where('scenario.procedure', '=', procedure)
    .orderBy('scenario.createdAt')
    .orderBy('scenario.id')
    .execute()

export const findScenario = (db: Db, id: string): Promise<ScenarioRow | undefined> =>
  scenarios(db).where('scenario.id', '=', id).executeTakeFirst()

export async function insertScenario(db: Db, scenario: ScenarioTable): Promise<void> {
  await db.insertInto('scenario').values(scenario).execute()
}

export async function deleteScenario(db: Db, id: string): Promise<void> {
  await db.deleteFrom('scenario').where('id', '=', id).execute()
}
