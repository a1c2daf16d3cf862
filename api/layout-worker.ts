import { parentPort, workerData } from 'node:worker_threads'
import type { Procedure } from '../machines/procedure.ts'
import { layoutOf } from './chart-layout.ts'

// Started by `layoutInTime` only: draws one chart and ends.
parentPort?.postMessage(await layoutOf(workerData as Procedure))
