import { type Kysely, sql } from 'kysely'

const raise = (where: string) =>
  `BEGIN UPDATE office SET publicRevision = publicRevision + 1 WHERE id ${where}; END`

/** By triggers, so that no statement that changes what the public sees can forget it. */
const statements = [
  'ALTER TABLE office ADD COLUMN publicRevision INTEGER NOT NULL DEFAULT 1',
  `CREATE TRIGGER publicOffice AFTER UPDATE
    OF nameTh, nameEn, abbreviationTh, abbreviationEn, digits, categories ON office ${raise('= NEW.id')}`,
  `CREATE TRIGGER publicGroupAdded AFTER INSERT ON officeGroup ${raise('= NEW.office')}`,
  `CREATE TRIGGER publicGroupChanged AFTER UPDATE ON officeGroup ${raise('IN (OLD.office, NEW.office)')}`,
  `CREATE TRIGGER publicGroupRemoved AFTER DELETE ON officeGroup ${raise('= OLD.office')}`,
  `CREATE TRIGGER publicVersionAdded AFTER INSERT ON procedureVersion ${raise('= NEW.office')}`,
  `CREATE TRIGGER publicVersionChanged AFTER UPDATE OF status, version, office
    ON procedureVersion ${raise('IN (OLD.office, NEW.office)')}`,
  `CREATE TRIGGER publicVersionRemoved AFTER DELETE ON procedureVersion ${raise('= OLD.office')}`,
  `CREATE TRIGGER publicationAdded AFTER INSERT ON publication ${raise('= NEW.office')}`,
  `CREATE TRIGGER publicationChanged AFTER UPDATE ON publication ${raise('IN (OLD.office, NEW.office)')}`,
  `CREATE TRIGGER publicationRemoved AFTER DELETE ON publication ${raise('= OLD.office')}`,
  // An item names the document of the version that its request runs on.
  `CREATE TRIGGER publicVersionOfRequest AFTER UPDATE OF procedureHash ON request
    WHEN OLD.procedureHash <> NEW.procedureHash ${raise('= NEW.office')}`,
  // When the next item runs out, and which did last.
  'CREATE INDEX publicationByEnd ON publication (office, untilAt) WHERE untilAt IS NOT NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
