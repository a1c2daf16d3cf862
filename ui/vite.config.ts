import { dirname } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: 'static',
  plugins: [reactAriaInThai(), react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    // Offices keep machines whose last Chrome is 109 (Windows 7 and 8).
    target: ['chrome109', 'firefox115', 'safari16'],
    cssTarget: ['chrome109', 'firefox115', 'safari16'],
    chunkSizeWarningLimit: 350,
  },
})
