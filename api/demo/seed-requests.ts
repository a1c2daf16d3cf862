import type { Deps } from '../deps.ts'

/** Placed so that the server starts; the demo requests are being written. */
export async function seedDemoRequests(_deps: Deps): Promise<void> {}
