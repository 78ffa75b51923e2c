// All rules of the house. `node house/check.ts` runs them alone; `npm test` runs them as one of its steps.
import { join } from 'node:path'
import type { Check } from './checks/check.ts'
import { kitKnowsNoModule, nobodyUsesApps, packagesStandAlone } from './checks/direction.ts'
import { hallIsPure } from './checks/hall-is-pure.ts'
import { importsExist } from './checks/imports-exist.ts'
import { noCycles } from './checks/no-cycles.ts'
import { oneDoor } from './checks/one-door.ts'
import { onlyUpwards } from './checks/only-upwards.ts'
import { serverNotUi, uiNotServer } from './checks/rooms-apart.ts'
import { fileSize, kitSize } from './checks/sizes.ts'
import { sqlInTheStore } from './checks/sql-in-the-store.ts'
import { tablesHaveOneOwner } from './checks/tables-have-one-owner.ts'
import { everyFileRead, lockNamesNoHost, noMachinePaths, nothingEmpty } from './checks/tidy.ts'
import { namesSaySomething, oneWordForOneThing } from './checks/words.ts'
import { glossaryIsPrinted } from './glossary.ts'
import { readTree, type Tree } from './scan/tree.ts'

export const checks: readonly Check[] = [
  everyFileRead,
  importsExist,
  onlyUpwards,
  oneDoor,
  hallIsPure,
  uiNotServer,
  serverNotUi,
  kitKnowsNoModule,
  packagesStandAlone,
  nobodyUsesApps,
  noCycles,
  sqlInTheStore,
  tablesHaveOneOwner,
  fileSize,
  kitSize,
  oneWordForOneThing,
  namesSaySomething,
  glossaryIsPrinted,
  nothingEmpty,
  lockNamesNoHost,
  noMachinePaths,
]

/** Violations of one rule, each line led by the rule's name. A rule that cannot be checked is violated. */
export function runCheck(check: Check, tree: Tree): string[] {
  try {
    return check.find(tree).map((line) => `[${check.name}] ${line}`)
  } catch (error) {
    return [`[${check.name}] ${(error as Error).message}`]
  }
}

if (import.meta.main) {
  const tree = readTree(join(import.meta.dirname, '..'))
  const lines = checks.flatMap((check) => runCheck(check, tree))
  for (const line of lines) console.log(line)
  for (const { note } of checks) if (note) console.log(note(tree))
  console.log(lines.length === 0 ? `${checks.length} 条规则全部遵守。` : `违反 ${lines.length} 处。`)
  process.exitCode = lines.length === 0 ? 0 : 1
}
