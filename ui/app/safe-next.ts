/** Where to go after signing in: an address of this product, never another site nor the sign-in page again. */
export function safeNext(next: string | null): string {
  // Browsers drop tabs and line ends from an address, and take \ for /: "/\t/elsewhere" would be another site.
  const wanted = next?.replace(/[\t\r\n]/g, '') ?? ''
  const own = wanted.startsWith('/') && !/^\/[/\\]/.test(wanted)
  return own && !wanted.startsWith('/sign-in') ? wanted : '/'
}
