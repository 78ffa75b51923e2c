// `npm run glossary`: prints docs/glossary.md from house/words.ts.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { glossaryPath, printGlossary } from '../house/glossary.ts'

writeFileSync(join(import.meta.dirname, '..', glossaryPath), printGlossary())
console.log(`已写好 ${glossaryPath}。`)
