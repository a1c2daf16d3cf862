import type { Text } from '../procedure/procedure.ts'

export type Theme = 'light' | 'dark'
/** An office's own colour of links and buttons, `#rrggbb`, for each of the two themes of its public site. */
export type SiteColours = Record<Theme, string>

/** WCAG 2.2, 1.4.3. */
export const leastContrast = 4.5

/** What the public site puts behind such a colour, and what it writes upon it; public.css has the same. */
export const siteGrounds: Record<Theme, { behind: string[]; upon: string }> = {
  light: { behind: ['#f4f5f7', '#ffffff'], upon: '#ffffff' },
  dark: { behind: ['#12151a', '#1a1e25'], upon: '#0c1630' },
}
/** The colours of a site that has none of its own. */
export const usualColours: SiteColours = { light: '#1d4ed8', dark: '#93b4ff' }

export const colourPattern = /^#[0-9a-f]{6}$/

/** The relative luminance of `#rrggbb` (WCAG 2.2), 0 to 1. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

/** The least contrast in which a colour would be read on the public site. */
export function contrastOnSite(theme: Theme, colour: string): number {
  const { behind, upon } = siteGrounds[theme]
  return Math.min(...[...behind, upon].map((other) => contrastOf(colour, other)))
}

/** Why a colour cannot be used in a theme; undefined where it is read well. */
export function colourProblem(theme: Theme, colour: string): Text | undefined {
  if (!colourPattern.test(colour))
    return { th: 'ต้องเป็นรหัสสี เช่น #1d4ed8', en: 'must be a colour such as #1d4ed8' }
  const contrast = contrastOnSite(theme, colour)
  if (contrast >= leastContrast) return undefined
  // Rounded down, so that what is refused never reads as enough.
  const shown = (Math.floor(contrast * 100) / 100).toFixed(2)
  return theme === 'light'
    ? {
        th: `สีนี้อ่านยากบนพื้นสว่าง (ความเปรียบต่าง ${shown} ต้องไม่น้อยกว่า 4.5) เลือกสีที่เข้มขึ้น`,
        en: `hard to read on a light ground (contrast ${shown}, must be at least 4.5): choose a darker one`,
      }
    : {
        th: `สีนี้อ่านยากบนพื้นมืด (ความเปรียบต่าง ${shown} ต้องไม่น้อยกว่า 4.5) เลือกสีที่อ่อนลง`,
        en: `hard to read on a dark ground (contrast ${shown}, must be at least 4.5): choose a lighter one`,
      }
}
