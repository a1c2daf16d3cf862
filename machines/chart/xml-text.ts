/** What XML 1.0 has no way to write, not even escaped: control characters, lone surrogates and two non-characters. */
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

/** The text without what would make the file that holds it no XML at all. */
export const writable = (text: string): string => text.replace(unwritable, '')
