import { isTest, type Tree } from '../scan/tree.ts'
import type { Check } from './check.ts'

const wall = 400
const kitBudget = 3_000

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

/** Rule 10: a file is about 60 lines, 200 is a sign, 400 is a wall. */
export const fileSize: Check = {
  name: 'file-size',
  find: (tree) =>
    tree.files
      .filter(({ path, text }) => /\.(ts|tsx|css|sql|typ|mjs)$/.test(path) && linesOf(text) > wall)
      .map(({ path, text }) => `${path}：${linesOf(text)} 行，超过 ${wall} 行；按它做的几件事分成几个文件。`),
}

function kitLines(tree: Tree): number {
  const counted = tree.files.filter(({ path }) => /^kit\/(pure|server)\/.*\.(ts|sql)$/.test(path) && !isTest(path))
  return counted.reduce((sum, { text }) => sum + linesOf(text), 0)
}

/** Rule 10: kit/pure and kit/server can be read in an afternoon. Tests are not counted. */
export const kitSize: Check = {
  name: 'kit-size',
  note: (tree) => `kit/pure 与 kit/server 共 ${kitLines(tree)} 行（上限 ${kitBudget}）`,
  find: (tree) => {
    const lines = kitLines(tree)
    const way = '只有写过两遍、第三次又要用的东西才进 kit；把只有一个模块用的移回那个模块。'
    return lines > kitBudget ? [`kit：共 ${lines} 行，超过 ${kitBudget} 行。${way}`] : []
  },
}
