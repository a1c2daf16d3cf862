/** A letter of a page: where it is written from, the box of what is drawn, the height of its font; in points. */
export type PdfLetter = {
  text: string
  /** In radians, against the direction in which the page lies. */
  angle: number
  x: number
  y: number
  left: number
  right: number
  height: number
}
/** Letters that one place draws, such as a consonant with its marks. */
type Cluster = { text: string; x: number; y: number; left: number; right: number }

/** Shares of the height of a line. */
const blankFrom = 0.13
/** Behind ำ, whose second half may be drawn without a letter of its own; and between digits, of which 1 has much room. */
const blankBehindAm = 0.5
const blankInNumber = 0.35
const leastBlank = (before: string, next: string): number => {
  if (before.endsWith('ำ')) return blankBehindAm
  return /[\d๐-๙-]$/.test(before) && /^[\d๐-๙-]/.test(next) ? blankInNumber : blankFrom
}
/** Of what is printed twice to look bold. */
const samePlace = 0.05
const cellFrom = 2.5
const nextLineFrom = 0.5
const backFrom = 1.5
/** So many places back a place is looked for that is drawn again. */
const looksBack = 5

/**
 * The lines of a page by where its letters stand, in the order in which they are drawn: whatever lies far apart on a line
 * is parted by a tab, as the cells of a table are. What a program draws twice at one place is there once: Chromium and
 * Google Docs say a consonant again where they draw its mark (ลูกลูจ้าง).
 */
export function createPdfLines(): { push: (letter: PdfLetter) => void; text: () => string } {
  // Of a text that grows, a look at its end would copy all of it.
  const pieces: string[] = []
  let last = ''
  let open: Cluster | undefined
  let line: { angle: number; y: number; left: number; right: number; height: number } | undefined
  const before: Cluster[] = []

  const put = (cluster: Cluster, angle: number, height: number) => {
    const { text: written, y, left, right } = cluster
    const isNext =
      line === undefined ||
      Math.abs(angle - line.angle) > 0.1 ||
      Math.abs(y - line.y) > nextLineFrom * Math.max(height, line.height) ||
      left < line.left - backFrom * height
    if (isNext || line === undefined) {
      if (last !== '') pieces.push('\n')
      line = { angle, y, left, right, height }
    } else {
      const gap = left - line.right
      if (gap > cellFrom * height) pieces.push('\t')
      else if (gap > leastBlank(last, written) * height && last !== ' ' && written !== ' ') pieces.push(' ')
      line = { ...line, left, right: Math.max(right, left), height }
    }
    pieces.push(written)
    last = written
    before.push(cluster)
    if (before.length > looksBack) before.shift()
  }

  let of = { angle: 0, height: 0 }
  const close = () => {
    const cluster = open
    open = undefined
    if (!cluster) return
    const isMarked = /^[ก-ฮ]\p{M}/u.test(cluster.text)
    const isEcho = before.some(
      (one) =>
        one.text === cluster.text &&
        one.y === cluster.y &&
        (Math.abs(one.x - cluster.x) < samePlace * of.height ||
          (isMarked && Math.min(one.right, cluster.right) > Math.max(one.left, cluster.left))),
    )
    if (!isEcho) put(cluster, of.angle, of.height)
  }

  return {
    push: ({ text: letter, angle, x, y, left, right, height }) => {
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      const [u, v] = angle === 0 ? [x, y] : [x * cos + y * sin, y * cos - x * sin]
      // Of what is turned only the place is known, and about how wide a letter is.
      const [from, to] = angle === 0 ? [left, right] : [u, u + height / 2]
      if (open && open.x === u && open.y === v && !/\s/.test(letter)) {
        open.text += letter
        open.left = Math.min(open.left, from)
        open.right = Math.max(open.right, to)
        return
      }
      close()
      of = { angle, height: height > 0 ? height : 10 }
      open = { text: letter, x: u, y: v, left: from, right: to }
    },
    text: () => {
      close()
      return pieces.join('')
    },
  }
}
