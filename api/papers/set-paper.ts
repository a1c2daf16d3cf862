import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { piecesOfLine } from './line-pieces.ts'
import type { Line, Paper } from './paper.ts'

type Typst = typeof import('@myriaddreamin/typst-ts-node-compiler')
type Compiler = ReturnType<Typst['NodeCompiler']['create']>
/** `missing`: why the typesetter cannot be had on this machine. */
export type SetPaper = { bytes: Uint8Array } | { missing: string }

const require = createRequire(import.meta.url)
/** A native library, of which npm installs the one of its platform; where there is none, only this throws. */
const load = (): Typst => require('@myriaddreamin/typst-ts-node-compiler') as Typst

const fonts = ['400Regular/Sarabun_400Regular', '700Bold/Sarabun_700Bold']
const template = fileURLToPath(new URL('papers.typ', import.meta.url))
/** Of each thread its own, with the fonts read. */
let compiler: Compiler | undefined

/** Sets a paper as a PDF, in a thread: it holds up whoever calls it. What stands in it is data, and never part of the source. */
export function setPaper(paper: Paper, typst: () => Typst = load): SetPaper {
  try {
    compiler ??= typst().NodeCompiler.create({
      fontArgs: [
        {
          fontBlobs: fonts.map((name) =>
            readFileSync(require.resolve(`@expo-google-fonts/sarabun/${name}.ttf`)),
          ),
        },
      ],
    })
  } catch (error) {
    return { missing: String(error) }
  }
  const bytes = compiler.pdf({
    mainFileContent: readFileSync(template, 'utf8'),
    inputs: { paper: JSON.stringify(paper, inPieces) },
  })
  // What it remembers of one paper helps no other one.
  compiler.evictCache(0)
  return { bytes: new Uint8Array(bytes) }
}

const inPieces = (_: string, value: unknown): unknown => (isLine(value) ? piecesOfLine(value) : value)
const isLine = (value: unknown): value is Line =>
  value !== null && typeof value === 'object' && 'text' in value && typeof value.text === 'string'
