type Point = { x: number; y: number }

/** An SVG path through the points with its corners rounded, `radius` in pixels or half the shorter leg. */
export function roundedPath(points: Point[], radius: number): string {
  const corners = withoutRepeats(points)
  return corners
    .map((at, index) => {
      const before = corners[index - 1]
      const after = corners[index + 1]
      if (!before) return `M${at.x} ${at.y}`
      if (!after) return `L${at.x} ${at.y}`
      const room = Math.min(radius, distance(before, at) / 2, distance(at, after) / 2)
      const [into, out] = [towards(at, before, room), towards(at, after, room)]
      return `L${into.x} ${into.y}Q${at.x} ${at.y} ${out.x} ${out.y}`
    })
    .join('')
}

/** The head of an arrow at the last point, `size` pixels long. Drawn, not a marker: old browsers cannot colour those. */
export function arrowHead(points: Point[], size: number): string {
  const [tip, before] = withoutRepeats(points).reverse()
  if (!tip || !before) return ''
  const foot = towards(tip, before, size)
  const side = { x: (tip.y - foot.y) * 0.55, y: (foot.x - tip.x) * 0.55 }
  return `M${tip.x} ${tip.y}L${foot.x + side.x} ${foot.y + side.y}L${foot.x - side.x} ${foot.y - side.y}Z`
}

/** The point on the last straight piece, `before` pixels from its end or half its length. */
export function nearEnd(points: Point[], before: number): Point {
  const [tip, corner] = withoutRepeats(points).reverse()
  if (!tip || !corner) return tip ?? { x: 0, y: 0 }
  return towards(tip, corner, Math.min(before, distance(tip, corner) / 2))
}

const withoutRepeats = (points: Point[]) =>
  points.filter((at, index) => index === 0 || at.x !== points[index - 1]?.x || at.y !== points[index - 1]?.y)

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to)
  const share = whole === 0 ? 0 : by / whole
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }
}
