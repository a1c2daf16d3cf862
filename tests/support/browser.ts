import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import bundled, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const ownChromes = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/**
 * What a headless run needs, and nothing that calls home. Not the package's own list: its `--single-process` falls over
 * when a second page is opened, and `--disable-web-security` would hide faults.
 */
const quiet = [
  ...[
    '--headless=shell',
    '--no-sandbox',
    '--no-zygote',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-sync',
  ],
  ...['--disable-background-networking', '--disable-component-update', '--lang=th'],
]

/**
 * A headless Chromium: the one that npm carries or, where that does not start, the machine's own. The bundled one unpacks
 * itself into the directory for temporary files, so it is given a private one.
 */
export async function openBrowser(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'prakat-browser-'))
  const shared = process.env.TMPDIR
  process.env.TMPDIR = directory
  try {
    const browser = await firstThatStarts([
      async () => chromium.launch({ executablePath: await bundled.executablePath(), args: quiet }),
      // A bare machine may lack the libraries that Chromium loads; the package carries those too.
      async () => {
        const libraries = await inflate(
          join(process.cwd(), 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'),
        )
        setupLambdaEnvironment(join(libraries, 'lib'))
        return chromium.launch({ executablePath: await bundled.executablePath(), args: quiet })
      },
      ...ownChromes
        .filter((path) => existsSync(path))
        .map((executablePath) => () => chromium.launch({ executablePath, args: quiet })),
    ])
    return {
      browser,
      close: async () => {
        await browser.close()
        await rm(directory, { recursive: true, force: true })
      },
    }
  } finally {
    if (shared === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = shared
  }
}

async function firstThatStarts(ways: (() => Promise<Browser>)[]): Promise<Browser> {
  const reasons: unknown[] = []
  for (const way of ways) {
    try {
      return await way()
    } catch (reason) {
      reasons.push(reason)
    }
  }
  throw new AggregateError(reasons, 'No Chromium would start')
}
