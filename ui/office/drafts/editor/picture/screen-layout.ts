import Elk from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Layout } from '../../../../../machines/chart/layout/chart-layout.ts'
import { layOut } from '../../../../../machines/chart/layout/lay-out.ts'
import { widthOf } from '../../../../../machines/chart/layout/sarabun.ts'
import type { Json } from '../edits/json.ts'

let elk: InstanceType<typeof Elk> | undefined

/**
 * The picture of a draft's chart, laid out in a worker: nobody should have to wait for a letter while it is made. Its
 * words are measured as the server measures them and not by a canvas, whose widths differ by fractions of a pixel: they
 * break elsewhere then, and the picture before activation would not be the one after it.
 */
export function layOutOnScreen(chart: Json): Promise<Layout> {
  elk ??= new Elk({ workerUrl })
  return layOut(chart, { elk, widthOf })
}
