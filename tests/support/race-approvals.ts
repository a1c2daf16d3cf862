// Run as a process of its own: certifies every request that its input names, one transaction each, on the database
// file of its first argument. Says `ready`, begins at the first line of its input, and answers what became of each.
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { ApiProblem } from '../../api/http/problem.ts'
import { createGroupCommit } from '../../api/process/group-commit.ts'
import { takeEvent } from '../../api/requests/take-event.ts'
import { openDatabase } from '../../db/open.ts'
import { byName, certify } from './storage.ts'

const [file = '', now = '0'] = process.argv.slice(2)
const db = await openDatabase(file)
const commits = createGroupCommit(db)
const by = await byName(db, 'cmi3.groupDirector', Number(now))
console.log('ready')
const [line] = (await once(createInterface(process.stdin), 'line')) as [string]
const outcomes: Record<string, number> = {}
for (const { id, revision } of JSON.parse(line) as { id: string; revision: number }[]) {
  const outcome = await commits(async (trx, announce) =>
    takeEvent(
      { trx, announce, at: Number(now) },
      {
        request: id,
        by,
        event: certify,
        ifMatch: revision,
      },
    ),
  ).then(
    () => 'won',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  )
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
}
console.log(JSON.stringify(outcomes))
await db.destroy()
process.exit(0)
