import ElkConstructor from 'elkjs/lib/elk.bundled.js'
import type { Procedure } from '../../procedure/procedure.ts'
import type { Layout } from './chart-layout.ts'
import { layOut } from './lay-out.ts'
import { widthOf } from './sarabun.ts'

// The bundle is CommonJS: what it exports as its default differs between loaders.
const Elk = ('default' in ElkConstructor ? ElkConstructor.default : ElkConstructor) as typeof ElkConstructor
const elk = new Elk()

/** The picture of a version, made where there is no screen: ELK in this thread, words measured by Sarabun's tables. */
export const layoutOf = ({ chart }: Pick<Procedure, 'chart'>): Promise<Layout> =>
  layOut(chart, { elk, widthOf })
