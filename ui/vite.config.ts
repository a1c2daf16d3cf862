import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

/**
 * React Aria brings its words in thirty languages, none of them Thai. This keeps the English and adds ours: a third of
 * what the browser would load otherwise.
 */
function reactAriaInThai(): Plugin {
  const thai = `${import.meta.dirname}/lib/i18n/react-aria-thai.ts`
  return {
    name: 'react-aria-in-thai',
    enforce: 'pre',
    load(id) {
      const found =
        /react-(?:aria|stately|aria-components)\/dist\/private\/(?:(\w+)\/)?intlStrings\.mjs$/.exec(id)
      if (!found) return null
      const room = found[1]
      const english = `${dirname(id)}/${room ? `../intl/${room}` : 'intl'}/en-US.mjs`
      return `import english from ${JSON.stringify(english)}
import { reactAriaThai } from ${JSON.stringify(thai)}
export default { 'en-US': english, 'th-TH': { ...english, ...reactAriaThai[${JSON.stringify(room ?? 'components')}] } }`
    },
  }
}

const sourceOf = (file: string) => resolve(import.meta.dirname, file)

/**
 * Chunks, by what each is the beginning of; a module is in the first that reaches it by static imports. Left alone, the
 * first screen came in 32 files, and on a slow line each costs a round trip.
 */
const chunks: [name: string, ...begins: string[]][] = [
  // What both a list and a request need besides: alone in the lists' chunk, it brought that into every request.
  ['base', 'main.tsx', '../machines/run/thai-time.ts'],
  ['inbox', 'inbox/inbox-page.tsx'],
  ['controls', 'lib/text-input.tsx', 'lib/focus-first-invalid.ts', 'lib/select-input.tsx'],
  ['chart', 'chart/chart.tsx'],
  ['fields', 'lib/form-fields.tsx'],
  ['request', 'requests/request-page.tsx'],
]

/** One group a chunk, the first before the others: a group takes along whatever its modules import that no other has yet. */
function chunkGroups(): Rolldown.CodeSplittingGroup[] {
  const reached = new Map<string, string>()
  return chunks.map(([name], index) => ({
    name: (id, graph) => {
      if (reached.size === 0) reach(reached, graph)
      return reached.get(id) === name ? name : null
    },
    priority: chunks.length - index,
    debugName: name,
  }))
}

function reach(reached: Map<string, string>, graph: Rolldown.ChunkingContext): void {
  for (const [name, ...begins] of chunks) {
    const open = begins.map(sourceOf)
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue
      reached.set(next, name)
      open.push(...(graph.getModuleInfo(next)?.importedIds ?? []))
    }
  }
}

/** The screens that people open first, by a pattern of the address. */
const firstScreens: [pattern: string, begins: string][] = [
  ['^/(mine|drafts)?$', 'inbox/inbox-page.tsx'],
  ['^/requests/[^/]+$', 'requests/request-page.tsx'],
  ['^/sign-in$', 'sign-in/sign-in-page.tsx'],
]

/**
 * Writes down which files each first screen needs besides those of index.html, so that the server can name them in it.
 * The fonts of every first screen stand in it already.
 */
function preloads(): Plugin {
  return {
    name: 'preloads',
    enforce: 'post',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const all = Object.values(bundle).filter((one) => one.type === 'chunk')
        const holding = (source: string) => all.find(({ moduleIds }) => moduleIds.includes(sourceOf(source)))
        const filesOf = (chunk: Rolldown.OutputChunk | undefined, found = new Set<string>()) => {
          if (!chunk || found.has(chunk.fileName)) return found
          found.add(chunk.fileName)
          for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css)
          for (const file of chunk.imports)
            filesOf(
              all.find(({ fileName }) => fileName === file),
              found,
            )
          return found
        }
        const everywhere = filesOf(all.find(({ isEntry }) => isEntry))
        const screens = firstScreens.map(([pattern, begins]) => {
          const chunk = holding(begins)
          if (!chunk) this.error(`${begins} is in no chunk`)
          return { pattern, files: [...filesOf(chunk)].filter((file) => !everywhere.has(file)) }
        })
        this.emitFile({ type: 'asset', fileName: 'preloads.json', source: JSON.stringify(screens) })
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          // recheck-ignore: the names of the files that this build made
          .filter((file) => /sarabun-(?:thai|latin)-(?:400|600)-normal-[^/]*\.woff2$/.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          })),
    },
  }
}

/** Puts beside each text file what the server sends to browsers that accept br or gzip: packed once, as small as can be. */
function precompressed(): Plugin {
  const deflate = promisify(gzip)
  const squeeze = promisify(brotliCompress)
  let directory = ''
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved: ({ root, build }) => {
      directory = resolve(root, build.outDir)
    },
    async closeBundle() {
      const files = await readdir(directory, { recursive: true })
      const texts = files.filter((file) => /\.(?:js|css|svg)$/.test(file))
      await Promise.all(
        texts.map(async (file) => {
          const path = join(directory, file)
          const text = await readFile(path)
          // Below a packet's size there is nothing to gain.
          if (text.length < 1000) return
          // ELK, a worker of the editor's: the best level takes seconds for it.
          const quality = text.length > 1_000_000 ? 9 : constants.BROTLI_MAX_QUALITY
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: quality,
            [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
          }
          await writeFile(`${path}.br`, await squeeze(text, { params }))
          await writeFile(`${path}.gz`, await deflate(text, { level: 9 }))
        }),
      )
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: 'static',
  resolve: {
    alias: [
      { find: /^zod$/, replacement: sourceOf('lib/zod-without-eval.ts') },
      // JSX with a key behind a spread asks for createElement.
      { find: /^whole-words$/, replacement: 'react' },
      { find: /^whole-words\/(jsx-(?:dev-)?runtime)$/, replacement: sourceOf('lib/whole-words/$1.ts') },
    ],
  },
  plugins: [reactAriaInThai(), react({ jsxImportSource: 'whole-words' }), preloads(), precompressed()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    // Offices keep machines whose last Chrome is 109 (Windows 7 and 8).
    target: ['chrome109', 'firefox115', 'safari16'],
    cssTarget: ['chrome109', 'firefox115', 'safari16'],
    chunkSizeWarningLimit: 350,
    rolldownOptions: {
      output: { codeSplitting: { groups: chunkGroups() } },
    },
  },
})
