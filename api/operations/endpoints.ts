import { Router } from 'express'
import { readMetrics } from '../../db/metrics.ts'
import { iso } from '../http/iso.ts'
import type { Deps } from '../process/deps.ts'
import { createReadiness } from './readiness.ts'

/** For whoever runs the server: alive, ready to store, and a few figures in Prometheus' text format. */
export function operationsRoutes(deps: Deps): Router {
  const { reads, clock } = deps
  const router = Router()
  const ready = createReadiness(deps)
  router.get('/healthz', (_req, res) => void res.json({ status: 'ok' }))
  router.get('/readyz', async (_req, res) => {
    try {
      await ready()
      const held = clock.guard?.held()
      res.json({
        status: 'ready',
        ...(held && { clock: 'held', says: iso(held.says), kept: iso(held.kept) }),
      })
    } catch (err) {
      deps.logHourly('readyz', { err }, 'The server is not ready')
      res.status(503).json({ status: 'storage_unavailable' })
    }
  })
  router.get('/metrics', async (_req, res) => {
    const { events, open, due, effects } = await readMetrics(reads, clock.now())
    const { rss } = process.memoryUsage()
    res.type('text/plain; version=0.0.4').send(
      [
        ['prakat_events_total', 'counter', 'Events taken', events],
        ['prakat_requests_open', 'gauge', 'Requests neither public nor ended', open],
        ['prakat_timers_due', 'gauge', 'Timers that are due and not taken yet', due],
        ['prakat_effects_due', 'gauge', 'Effects on other systems that are due and not done yet', effects],
        [
          'prakat_clock_held',
          'gauge',
          'The clock was put forward or back and has to be confirmed',
          clock.guard?.held() ? 1 : 0,
        ],
        ['process_resident_memory_bytes', 'gauge', 'Resident memory', rss],
      ]
        .map(
          ([name, type, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`,
        )
        .join(''),
    )
  })
  return router
}
