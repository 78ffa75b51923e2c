import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// P-5.2.3-04, P2-3.1-02, I-1.2.2-109, S-3.1-05: a requirement. S2.10: a row of a state machine. SC-01: a scenario.
const requirement = /(?<![\w-])(?:P\d?|I|S)-\d+(?:\.\d+)*-\d+(?![\w-])/g
const alsoNamed = /(?<![\w.-])(?:S\d+\.\d+|SC-\d+)(?![\w-]|\.\d)/g
const tableRow = /^\|\s*((?:P\d?|I|S)-\d+(?:\.\d+)*-\d+)\s*\|/gm

const unique = (ids: Iterable<string>) => [...new Set(ids)]

/** Requirement ids in a test's title, each once, in order. */
export const requirementsIn = (title: string): string[] => unique(title.match(requirement) ?? [])

/** Rows of state machines and scenarios in a test's title: written into the evidence, not counted. */
export const othersIn = (title: string): string[] => unique(title.match(alsoNamed) ?? [])

/** Requirement ids of a spec file: the first cell of its tables' rows. */
export const idsOfSpec = (text: string): string[] => unique([...text.matchAll(tableRow)].map((row) => row[1] ?? ''))

/** Ids of each spec file by its name without `.md` ("pilot" → […]); undefined when the folder is not there. */
export function readSpecs(folder: string): Map<string, string[]> | undefined {
  try {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .toSorted()
    return new Map(files.map((name) => [name.slice(0, -3), idsOfSpec(readFileSync(join(folder, name), 'utf8'))]))
  } catch {
    return undefined
  }
}

/** Where the spec files lie beside a working copy. */
export const specFolder = (root: string): string => join(root, '../shared/spec')
