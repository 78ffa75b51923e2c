import type { Check } from './checks/check.ts'
import { chapters, type Word } from './words.ts'

export const glossaryPath = 'docs/glossary.md'

const row = ({ chinese, code, banned = [], note = '' }: Word): string =>
  `| ${[chinese, code, banned.join('、'), note].join(' | ')} |`

/** The glossary for people, as Markdown. */
export function printGlossary(): string {
  const parts = chapters.map(({ title, words }) =>
    [`## ${title}`, '', '| 中文 | 代码中的名字 | 代码中不用 | 说明 |', '|---|---|---|---|', ...words.map(row)].join(
      '\n',
    ),
  )
  const head =
    '# 词汇表\n\n手册里的词与代码里的名字，一一对应。由 `npm run glossary` 从 `house/words.ts` 印出，请改那里。'
  return [head, ...parts].join('\n\n') + '\n'
}

/** The printed glossary is the dictionary's. */
export const glossaryIsPrinted: Check = {
  name: 'glossary-is-printed',
  find: (tree) =>
    tree.byPath.get(glossaryPath)?.text === printGlossary()
      ? []
      : [`${glossaryPath}：与 house/words.ts 不一致；运行 npm run glossary 重新印出。`],
}
