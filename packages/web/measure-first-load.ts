// Prints the script a browser fetches up to a drawn My work: the entry and the My work screen with all they import.
// Usage: npm run build -w packages/web && node packages/web/measure-first-load.ts
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

const DIST = fileURLToPath(new URL('./dist', import.meta.url))
const FIRST_SCREENS = ['index.html', 'src/my-work/my-work.tsx']

/** What the build says of each script: its file, and the scripts that it imports. */
type Manifest = Record<string, { file: string; imports?: string[] }>

/** Sizes in bytes after brotli, one row a script, and their sum. */
export function measureFirstLoad(dist = DIST): { rows: { file: string; bytes: number }[]; total: number } {
  const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Manifest
  const scripts = new Set<string>()
  for (const screen of FIRST_SCREENS) follow(screen, manifest, scripts)
  const rows = [...scripts].map((file) => ({ file, bytes: brotliCompressSync(readFileSync(join(dist, file))).length }))
  return { rows, total: rows.reduce((sum, row) => sum + row.bytes, 0) }
}

function follow(key: string, manifest: Manifest, scripts: Set<string>): void {
  const chunk = manifest[key]
  if (!chunk) throw new Error(`${key} is not in the build's manifest. Build the web first: npm run build -w packages/web`)
  if (scripts.has(chunk.file)) return
  scripts.add(chunk.file)
  for (const imported of chunk.imports ?? []) follow(imported, manifest, scripts)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { rows, total } = measureFirstLoad()
  for (const row of rows.sort((a, b) => b.bytes - a.bytes)) console.log(`${(row.bytes / 1000).toFixed(1).padStart(7)} kB  ${row.file}`)
  console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  in all (brotli)`)
}
