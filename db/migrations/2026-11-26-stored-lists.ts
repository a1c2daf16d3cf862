import { type Kysely, sql } from 'kysely'

/** One more or one fewer of a cell of `requestCount`, for its owner and, under '', for the whole office. */
const countCell = (row: 'NEW' | 'OLD', by: 1 | -1) => `
  INSERT INTO requestCount (office, owner, procedure, procedureHash, status, steps, count)
    SELECT ${row}.office, whose.owner, ${row}.procedure, ${row}.procedureHash, ${row}.status, ${row}.steps, ${by}
    FROM (SELECT ${row}.owner AS owner UNION ALL SELECT '') AS whose WHERE true
    ON CONFLICT DO UPDATE SET count = count + ${by};`

const countCategory = (row: 'NEW' | 'OLD', by: 1 | -1) => `
  INSERT INTO publicationCount (office, category, count)
    SELECT ${row}.office, coalesce(${row}.category, ''), ${by} WHERE ${row}.endedAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + ${by};`

const countUnread = (row: 'NEW' | 'OLD', by: 1 | -1) => `
  INSERT INTO unreadCount (person, count) SELECT ${row}.person, ${by} WHERE ${row}.readAt IS NULL
    ON CONFLICT DO UPDATE SET count = count + ${by};`

const documentOf = (request: string) => `(SELECT id FROM searchDocument WHERE request = ${request})`
/** Two blanks behind each text: see `db/search.ts`. */
const indexRequest = `
  INSERT INTO requestSearch (rowid, text) VALUES (${documentOf('NEW.id')}, NEW.searchText || '  ');`
const indexPublication = `
  INSERT INTO publicationSearch (rowid, text)
    SELECT ${documentOf('NEW.request')}, NEW.searchText || '  ' WHERE NEW.endedAt IS NULL;`
const dropPublication = `DELETE FROM publicationSearch WHERE rowid = ${documentOf('OLD.request')};`

const fts = (name: string) => `CREATE VIRTUAL TABLE ${name} USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')`

/** The day in Bangkok as a number; figures are counted by 1, 8, 64 and 512 days, so that any period is a few sums. */
const cells = [0, 3, 6, 9].map(
  (bits, level) => `SELECT ${level} * 10000000 + (((NEW.at + 25200000) / 86400000) >> ${bits}) AS number`,
)

const at = "(CASE WHEN status = 'open' THEN since ELSE -since END)"
const shown = 'WHERE endedAt IS NULL'

const statements = [
  /* Whom a request waits for. */
  `CREATE TABLE asked (
    office TEXT NOT NULL, whom TEXT NOT NULL, promptly INTEGER NOT NULL, since INTEGER NOT NULL,
    request TEXT NOT NULL REFERENCES request, apart TEXT NOT NULL,
    PRIMARY KEY (office, whom, promptly, since, request)) STRICT, WITHOUT ROWID`,
  'CREATE INDEX askedByRequest ON asked (request)',

  /* Counts. */
  `CREATE TABLE requestCount (
    office TEXT NOT NULL, owner TEXT NOT NULL, procedure TEXT NOT NULL, procedureHash TEXT NOT NULL,
    status TEXT NOT NULL, steps TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (office, owner, procedure, procedureHash, status, steps)) STRICT, WITHOUT ROWID`,
  `INSERT INTO requestCount SELECT office, owner, procedure, procedureHash, status, steps, count(*)
    FROM request GROUP BY 1, 2, 3, 4, 5, 6`,
  `INSERT INTO requestCount SELECT office, '', procedure, procedureHash, status, steps, count(*)
    FROM request GROUP BY 1, 3, 4, 5, 6`,
  `CREATE TRIGGER requestCounted AFTER INSERT ON request BEGIN ${countCell('NEW', 1)} END`,
  `CREATE TRIGGER requestUncounted AFTER DELETE ON request BEGIN ${countCell('OLD', -1)} END`,
  `CREATE TRIGGER requestRecounted AFTER UPDATE OF office, owner, procedure, procedureHash, status, steps ON request
    WHEN (OLD.office, OLD.owner, OLD.procedure, OLD.procedureHash, OLD.status, OLD.steps)
      IS NOT (NEW.office, NEW.owner, NEW.procedure, NEW.procedureHash, NEW.status, NEW.steps)
    BEGIN ${countCell('OLD', -1)} ${countCell('NEW', 1)} END`,
  `CREATE TABLE publicationCount (
    office TEXT NOT NULL, category TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (office, category)) STRICT, WITHOUT ROWID`,
  `INSERT INTO publicationCount SELECT office, coalesce(category, ''), count(*)
    FROM publication ${shown} GROUP BY 1, 2`,
  `CREATE TRIGGER publicationCounted AFTER INSERT ON publication BEGIN ${countCategory('NEW', 1)} END`,
  `CREATE TRIGGER publicationUncounted AFTER DELETE ON publication BEGIN ${countCategory('OLD', -1)} END`,
  `CREATE TRIGGER publicationRecounted AFTER UPDATE OF office, category, endedAt ON publication
    WHEN (OLD.office, OLD.category, OLD.endedAt IS NULL) IS NOT (NEW.office, NEW.category, NEW.endedAt IS NULL)
    BEGIN ${countCategory('OLD', -1)} ${countCategory('NEW', 1)} END`,
  `CREATE TABLE unreadCount (person TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'INSERT INTO unreadCount SELECT person, count(*) FROM notification WHERE readAt IS NULL GROUP BY 1',
  `CREATE TRIGGER notificationCounted AFTER INSERT ON notification BEGIN ${countUnread('NEW', 1)} END`,
  `CREATE TRIGGER notificationUncounted AFTER DELETE ON notification BEGIN ${countUnread('OLD', -1)} END`,
  `CREATE TRIGGER notificationRecounted AFTER UPDATE OF person, readAt ON notification
    BEGIN ${countUnread('OLD', -1)} ${countUnread('NEW', 1)} END`,
  `CREATE TABLE eventCount (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL) STRICT`,
  'INSERT INTO eventCount SELECT 1, count(*) FROM event',
  'CREATE TRIGGER eventCounted AFTER INSERT ON event BEGIN UPDATE eventCount SET count = count + 1; END',

  /*
   * Search. The number of a document is its own column: VACUUM may give a table without one new rowids. Those of an
   * office lie together, so that a search of one office passes over no other's.
   */
  'CREATE TABLE searchOffice (number INTEGER PRIMARY KEY, office TEXT NOT NULL UNIQUE) STRICT',
  'CREATE TABLE searchDocument (id INTEGER PRIMARY KEY, request TEXT NOT NULL UNIQUE) STRICT',
  "ALTER TABLE publication ADD COLUMN searchText TEXT NOT NULL DEFAULT ''",
  fts('requestSearch'),
  fts('publicationSearch'),
  "CREATE VIRTUAL TABLE requestTrigram USING fts5vocab ('requestSearch', 'row')",
  "CREATE VIRTUAL TABLE publicationTrigram USING fts5vocab ('publicationSearch', 'row')",
  'INSERT INTO searchOffice (office) SELECT DISTINCT office FROM request',
  `INSERT INTO searchDocument (id, request)
    SELECT (o.number << 40) + row_number() OVER (PARTITION BY office ORDER BY r.createdAt, r.id), r.id
    FROM request r JOIN searchOffice o USING (office)`,
  `INSERT INTO requestSearch (rowid, text) SELECT d.id, r.searchText || '  '
    FROM searchDocument d JOIN request r ON r.id = d.request ORDER BY d.id`,
  `CREATE TRIGGER requestSearched AFTER INSERT ON request BEGIN
    INSERT OR IGNORE INTO searchOffice (office) VALUES (NEW.office);
    INSERT INTO searchDocument (id, request)
      SELECT coalesce((SELECT max(id) FROM searchDocument WHERE id > o.number << 40 AND id < (o.number + 1) << 40),
        o.number << 40) + 1, NEW.id
      FROM searchOffice o WHERE o.office = NEW.office;
    ${indexRequest} END`,
  `CREATE TRIGGER requestResearched AFTER UPDATE OF searchText ON request WHEN OLD.searchText <> NEW.searchText
    BEGIN DELETE FROM requestSearch WHERE rowid = ${documentOf('OLD.id')}; ${indexRequest} END`,
  `CREATE TRIGGER requestUnsearched AFTER DELETE ON request
    BEGIN DELETE FROM requestSearch WHERE rowid = ${documentOf('OLD.id')};
      DELETE FROM searchDocument WHERE request = OLD.id; END`,
  `CREATE TRIGGER publicationSearched AFTER INSERT ON publication BEGIN ${indexPublication} END`,
  `CREATE TRIGGER publicationResearched AFTER UPDATE OF searchText, endedAt ON publication
    WHEN OLD.searchText <> NEW.searchText OR (OLD.endedAt IS NULL) <> (NEW.endedAt IS NULL)
    BEGIN ${dropPublication} ${indexPublication} END`,
  `CREATE TRIGGER publicationUnsearched AFTER DELETE ON publication BEGIN ${dropPublication} END`,

  /* Figures. */
  `CREATE TABLE figure (
    procedure TEXT NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL, bucket INTEGER NOT NULL, ms INTEGER NOT NULL,
    at INTEGER NOT NULL, request TEXT NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (procedure, what, name, bucket, ms, at, request, seq)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE figureCount (
    procedure TEXT NOT NULL, cell INTEGER NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL, bucket INTEGER NOT NULL,
    count INTEGER NOT NULL, PRIMARY KEY (procedure, cell, what, name, bucket)) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER figureCounted AFTER INSERT ON figure BEGIN
    INSERT INTO figureCount (procedure, cell, what, name, bucket, count)
      SELECT NEW.procedure, cell.number, NEW.what, NEW.name, NEW.bucket, 1
      FROM (${cells.join(' UNION ALL ')}) AS cell WHERE true
      ON CONFLICT DO UPDATE SET count = count + 1; END`,

  "CREATE INDEX figureFirstReturn ON figure (procedure, bucket, at, ms) WHERE what = 'firstReturn'",

  /* What only the charts can tell of the requests that are there already; see api/requests/derive.ts. */
  'CREATE TABLE underived (request TEXT PRIMARY KEY REFERENCES request) STRICT, WITHOUT ROWID',
  'INSERT INTO underived SELECT id FROM request',

  /* In the order in which the lists are read. */
  `CREATE INDEX requestByStep ON request (office, procedure, status, steps, ${at}, id)`,
  'DROP INDEX requestWaiting',
  // Only by their id and no more by their last change, which every event would move.
  'CREATE INDEX requestOfProcedure ON request (procedure, id)',
  'DROP INDEX requestByProcedure',
  'DROP INDEX publicationByOffice',
  `CREATE INDEX publicationNewest ON publication (office, publishedAt DESC, id, untilAt) ${shown}`,
  `CREATE INDEX publicationOfCategory ON publication (office, category, publishedAt DESC, id, untilAt) ${shown}`,
  `CREATE INDEX publicationRunningOut ON publication (office, untilAt, category) ${shown} AND untilAt IS NOT NULL`,
  'CREATE INDEX publicationByUpdate ON publication (office, updatedAt)',
  'CREATE INDEX publicationEnded ON publication (office, endedAt)',
  'DROP INDEX notificationByPerson',
  'CREATE INDEX notificationOfPerson ON notification (person, at DESC, id)',
  'CREATE INDEX notificationRead ON notification (readAt) WHERE readAt IS NOT NULL',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
