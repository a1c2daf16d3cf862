import type { Layout } from './layout/chart-layout.ts'

type Node = Layout['nodes'][number]
type Language = 'th' | 'en'

/** Sizes in CSS pixels, for whoever breaks words into lines and for whoever draws them. */
export const sizes = {
  /** `base`: from the top of a line to the feet of its letters. */
  title: { size: 16, line: 23, base: 17 },
  /** Lines any closer would run a vowel under a letter into the tone mark of the line below. */
  small: { size: 15, line: 22, base: 16 },
  /** Space between a step's border and its text. */
  pad: { x: 14, y: 10 },
  step: 208,
  /** The widest a label may be: beside a line between two steps, and in the gutter beside them. */
  label: 128,
  sideLabel: 100,
  /** Around the whole picture. */
  margin: 22,
} as const

/** Whether a step is drawn as a box; groups are frames around boxes. */
export const isBox = ({ kind }: Pick<Node, 'kind'>): boolean => kind === 'step' || kind === 'final'

type Line = { text: string; x: number; y: number }

/** Where the words of a step stand, by their feet; `belowClause` is the level under the last of them. */
export function stepText(
  node: Node,
  language: Language,
): { title: Line[]; clause: Line[]; public: Line | null; belowTitle: number; belowClause: number } {
  const { title, small, pad } = sizes
  const words = node.lines[language]
  const height =
    words.length * title.line + node.clauseLines.length * small.line + (node.public ? small.line + 4 : 0)
  const top = isBox(node) ? node.y + (node.height - height) / 2 : node.y + pad.y
  const belowTitle = top + words.length * title.line
  const belowClause = belowTitle + node.clauseLines.length * small.line
  const x = node.x + pad.x
  return {
    title: words.map((text, index) => ({ text, x, y: top + title.base + index * title.line })),
    clause: node.clauseLines.map((text, index) => ({
      text,
      x,
      y: belowTitle + small.base + index * small.line,
    })),
    public: node.public ? { text: '', x, y: belowClause + 4 + small.base } : null,
    belowTitle,
    belowClause,
  }
}

/** Where the words of a line stand, by their feet, and at which of their ends. */
export function labelText(
  { x, y, width, lines, align }: Layout['edges'][number]['label'],
  language: Language,
): { anchor: 'start' | 'end'; lines: Line[] } {
  const at = align === 'end' ? x + width : x
  return {
    anchor: align,
    lines: lines[language].map((text, index) => ({
      text,
      x: at,
      y: y + sizes.small.base + index * sizes.small.line,
    })),
  }
}
