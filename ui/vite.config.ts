import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  // Not Vite's own `public`: in ui/public stands the source of the server-rendered site, which must not be copied.
  publicDir: 'static',
  plugins: [react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    // Offices keep machines whose last Chrome is 109 (Windows 7 and 8).
    target: ['chrome109', 'firefox115', 'safari16'],
    cssTarget: ['chrome109', 'firefox115', 'safari16'],
    chunkSizeWarningLimit: 350,
  },
})
