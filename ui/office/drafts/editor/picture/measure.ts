let canvas: CanvasRenderingContext2D | null | undefined

/** How wide a text is in the font of the screens, in CSS pixels. */
function widthOf(text: string, size: number, weight: 400 | 600): number {
  canvas ??= document.createElement('canvas').getContext('2d')
  if (!canvas) return text.length * size * 0.5
  canvas.font = `${weight} ${size}px Sarabun, "Noto Sans Thai", system-ui, sans-serif`
  return canvas.measureText(text).width
}

/** About how many lines a text takes in a column; Thai breaks between words, so a line is seldom full. */
export function linesOf(text: string, width: number, size: number, weight: 400 | 600): number {
  const whole = widthOf(text, size, weight)
  return whole <= width ? 1 : Math.ceil((whole * 1.14) / width)
}

/** The width of a label: its own where it is short, at most `most`. */
export const labelWidth = (text: string, size: number, most: number): number =>
  Math.min(most, Math.ceil(widthOf(text, size, 400)) + 10)
