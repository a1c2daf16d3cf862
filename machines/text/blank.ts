/**
 * A letter, number, sign or symbol that is drawn. By category, so that no list has to know each invisible character:
 * Default_Ignorable_Code_Point are those that draw nothing, Hangul fillers (letters by category) included. Four symbols
 * are drawn as nothing, or stand for what could not be read: the blank of braille, the null notehead, U+FFFC, U+FFFD.
 */
export const drawn =
  /(?![\p{Default_Ignorable_Code_Point}\u2800\u{1D159}\uFFFC\uFFFD])[\p{L}\p{N}\p{P}\p{S}]/u

/** True for a text that shows a reader nothing: the one meaning of "empty" for reasons, titles, names, notes and fields. */
export const isBlank = (text: string): boolean => !drawn.test(text)
