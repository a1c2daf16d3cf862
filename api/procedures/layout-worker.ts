import { parentPort, workerData } from 'node:worker_threads'
import { layoutOf } from '../../machines/chart/layout/layout.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'

// Started by `layoutInTime` only: draws one chart and ends.
parentPort?.postMessage(await layoutOf(workerData as Procedure))
