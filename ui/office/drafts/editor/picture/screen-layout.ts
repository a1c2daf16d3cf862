import Elk from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Layout } from '../../../../../machines/chart/layout/chart-layout.ts'
import { layOut } from '../../../../../machines/chart/layout/lay-out.ts'
import type { WidthOf } from '../../../../../machines/chart/layout/text.ts'
import type { Json } from '../edits/json.ts'

let elk: InstanceType<typeof Elk> | undefined
let canvas: CanvasRenderingContext2D | null | undefined

const widthOf: WidthOf = (text, size, weight) => {
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return text.length * size * 0.5
  canvas.font = `${weight === 'bold' ? 600 : 400} ${size}px Sarabun, "Noto Sans Thai", system-ui, sans-serif`
  return canvas.measureText(text).width
}

/** The picture of a draft's chart, laid out in a worker: nobody should have to wait for a letter while it is made. */
export async function layOutOnScreen(chart: Json): Promise<Layout> {
  elk ??= new Elk({ workerUrl })
  // Before its font is there, a canvas measures another.
  await document.fonts.ready
  return layOut(chart, { elk, widthOf })
}
