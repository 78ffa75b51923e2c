import react from '@vitejs/plugin-react'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

// Vendor chunks are grouped by hand: a change of ours must not make a browser load the libraries again. What the entrance needs
// of antd is one chunk; what only pages need (tables of dates, trees) comes with the first page that shows it.
const antd =
  /node_modules[\\/](antd|@ant-design|@rc-component|@emotion|dayjs|clsx|throttle-debounce|scroll-into-view-if-needed|compute-scroll-into-view)[\\/]/
const vendor = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 20 },
  { name: 'zod', test: /node_modules[\\/]zod[\\/]/, priority: 20 },
  { name: 'antd', test: antd, tags: ['$initial' as const], priority: 11 },
  { name: 'antd-pages', test: antd, priority: 10, entriesAware: true, entriesAwareMergeThreshold: 40_000 },
]

/** Every script and style beside its compressed forms: the server sends these as they are. */
const compressed = (): Plugin => {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (c) => {
      folder = c.build.outDir
    },
    closeBundle() {
      for (const file of globSync(`${folder}/assets/*.{js,css}`)) {
        const bytes = readFileSync(file)
        writeFileSync(`${file}.br`, brotliCompressSync(bytes))
        writeFileSync(`${file}.gz`, gzipSync(bytes))
      }
    },
  }
}

export default defineConfig({
  root,
  plugins: [react(), compressed()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/portal', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome109',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // A module's ui door gives pages and parts alike; the entrance takes the pages' names only, and must not take the parts along.
      treeshake: {
        moduleSideEffects: (id) => /node_modules|\.css$|apps[\\/]portal[\\/]main\.tsx$|index\.html$/.test(id),
      },
      output: { codeSplitting: { groups: vendor } },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '8080'}` },
  },
})
