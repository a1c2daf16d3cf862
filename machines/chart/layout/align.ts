import type { Node } from './boxes.ts'
import type { Route } from './sides.ts'

type Picture = { nodes: Node[]; routes: Map<string, Route>; gutterOf: (id: string) => number }

const inset = 12

/**
 * Puts the regions of a parallel step flush under each other, and what leads to a group over its middle: ELK places
 * both by the lines that leave them, which spreads them over twice the width. Moves boxes and lines in place.
 */
export function align(picture: Picture): void {
  for (const frame of picture.nodes.filter(({ kind }) => kind === 'parallel')) {
    const regions = picture.nodes.filter(({ parent }) => parent === frame.id).sort((a, b) => a.y - b.y)
    for (const [index, region] of regions.entries()) {
      const above = regions[index - 1]
      if (above) moveFrom(picture, region.y - 1, above.x - region.x)
    }
    fitFrames(picture, frame)
  }
  for (const group of picture.nodes.filter(({ kind, parent }) => kind === 'parallel' && parent === null)) {
    const entering = [...picture.routes.values()].filter(({ points }) => points.at(-1)?.y === group.y)
    const at = entering.length === 1 ? entering[0]?.points.at(-1)?.x : undefined
    if (at !== undefined) moveUntil(picture, group.y, group.x + group.width / 2 - at)
  }
}

/** Moves what lies below a level, unless a line runs across it. */
function moveFrom(picture: Picture, level: number, by: number): void {
  if (isCrossed(picture, level)) return
  move(
    picture,
    by,
    ({ y }) => y >= level,
    (ys) => Math.min(...ys) >= level,
  )
}

/** Moves what lies above a level, unless a line runs across it. */
function moveUntil(picture: Picture, level: number, by: number): void {
  if (isCrossed(picture, level)) return
  move(
    picture,
    by,
    ({ y }) => y < level,
    (ys) => Math.max(...ys) <= level,
  )
}

const isCrossed = ({ routes }: Picture, level: number) =>
  [...routes.values()].some(
    ({ points }) => points.some(({ y }) => y < level) && points.some(({ y }) => y > level),
  )

function move(
  { nodes, routes }: Picture,
  by: number,
  isMoved: (node: Node) => boolean,
  isMovedLine: (ys: number[]) => boolean,
): void {
  for (const node of nodes) if (isMoved(node)) node.x += by
  for (const { points, label } of routes.values()) {
    if (!isMovedLine(points.map(({ y }) => y))) continue
    for (const point of points) point.x += by
    label.x += by
  }
}

/** Draws a frame, and those around it, no wider than what stands in it. */
function fitFrames({ nodes, gutterOf }: Picture, frame: Node): void {
  const inside = nodes.filter(({ parent }) => parent === frame.id)
  // A draft may have a group whose steps are all gone: it keeps the size of its own words.
  if (inside.length === 0) return
  const left = Math.min(...inside.map(({ x }) => x)) - inset
  const right = Math.max(...inside.map(({ x, width }) => x + width)) + inset + gutterOf(frame.id)
  frame.x = left
  frame.width = right - left
  const around = nodes.find(({ id }) => id === frame.parent)
  if (around) fitFrames({ nodes, gutterOf, routes: new Map() }, around)
}
