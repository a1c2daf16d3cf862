import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { inThread } from '../process/worker.ts'

/** A chart of an office is drawn in under a second; one of 500 steps with thousands of lines may take minutes. */
const longestMs = 10_000
/** An administrator proves a draft again and again, and mostly something else than the chart has changed. */
const mostKept = 20
const kept = new Map<string, Layout>()

/** The picture of a chart that may come from anywhere; undefined where it cannot be drawn, or not in 10 seconds. */
export async function layoutInTime(procedure: Procedure): Promise<Layout | undefined> {
  const key = hashOf(procedure.chart)
  const known = kept.get(key)
  if (known) return known
  const layout = await inThread<Layout>(new URL('./layout-worker.ts', import.meta.url), procedure, longestMs)
  if (!layout) return undefined
  for (const oldest of kept.keys()) if (kept.size >= mostKept) kept.delete(oldest)
  kept.set(key, layout)
  return layout
}
