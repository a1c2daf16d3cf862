/** The most entries of the menu of a public site: what still fits on a phone. */
export const mostInMenu = 8
/** The largest picture that is taken as a seal, in bytes. */
export const largestSeal = 512 * 1024
