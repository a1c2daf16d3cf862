import { parentPort, workerData } from 'node:worker_threads'
import { type Asked, findOut } from './analyze.ts'

// Started by `proofReport` only: proves one procedure and ends.
parentPort?.postMessage(findOut(workerData as Asked))
