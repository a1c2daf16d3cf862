import { fileName } from '../../machines/procedure/file-entry.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { disposition } from '../files/send-file.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { loadReadable } from '../requests/load.ts'
import { asReadBy } from '../requests/unsubmitted.ts'
import { paperNames } from './paper.ts'
import { paperOf } from './paper-of.ts'
import type { SetPaper } from './set-paper.ts'

const module = new URL('./set-paper.ts', import.meta.url)
/** The longest paper takes a tenth of a second, and a thread that only starts another one; nothing ends a native call before it is done. */
const maxMs = 20_000

const cannotSet: Text = {
  th: 'เครื่องแม่ข่ายของระบบนี้จัดทำเอกสาร PDF ไม่ได้ เพราะไม่มีโปรแกรมจัดหน้าสำหรับเครื่องชนิดนี้ งานอื่นใช้ได้ตามปกติ โปรดแจ้งผู้ดูแลเครื่องแม่ข่าย',
  en: 'This server cannot make PDFs: its typesetter does not exist for this kind of machine. Everything else works. Tell whoever runs the server.',
}
const notDone: Text = {
  th: 'จัดทำเอกสาร PDF ไม่สำเร็จ ลองใหม่อีกครั้ง หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลเครื่องแม่ข่าย',
  en: 'The PDF could not be made. Try again; if it fails again, tell whoever runs the server.',
}

export const paperEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/papers/{paper}',
    summary:
      'A paper of a request as PDF: the memo with its endorsements (memo), or the form that asks for publication (form)',
    access: 'signedIn',
    response: { status: 200, description: 'The PDF', contentType: 'application/pdf' },
    problems: [
      'not_found',
      'not_permitted',
      'transition_not_available',
      'too_many_requests',
      'paper_unavailable',
    ],
    run: async ({ deps, me, params: { id = '', paper: name }, req, res }) => {
      const paper = paperNames.find((one) => one === name)
      if (!paper) throw new ApiProblem('not_found')
      const found = await loadReadable(deps.reads, me, id)
      const loaded = await asReadBy(deps.reads, me, found)
      const data = await paperOf(deps.reads, loaded, { paper, now: deps.clock.now() })
      const { office } = loaded.row
      const set = await deps.workers.run<SetPaper>({
        module,
        name: 'setPaper',
        lane: 'quick',
        ms: maxMs,
        office,
        data,
      })
      if (!set) throw new ApiProblem('paper_unavailable', { message: notDone })
      if ('missing' in set) {
        deps.log.warn({ reason: set.missing }, 'The typesetter of papers cannot be loaded')
        throw new ApiProblem('paper_unavailable', { message: cannotSet })
      }
      const type = 'application/pdf'
      res.setHeader('Content-Type', type)
      res.setHeader('Content-Disposition', disposition({ name: fileName(data.name, type), type }))
      res.setHeader('Content-Length', set.bytes.length)
      res.status(200).end(req.method === 'HEAD' ? undefined : set.bytes)
      return {}
    },
  }),
]
