/** Cells of what Excel puts on the clipboard: tabs between cells; a cell with tabs, breaks or quotes is quoted. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  const t = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  for (let i = 0; i < t.length; i++) {
    const c = t[i] as string
    if (quoted) {
      if (c !== '"') cell += c
      else if (t[i + 1] === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === '\t') endCell()
    else if (c === '\n') {
      endCell()
      rows.push([])
    } else cell += c
  }
  endCell()
  return rows
}

/** The pasted rows as a CSV file (UTF-8 with mark, all cells quoted so that nothing is taken for a number), or null. */
export function pastedFile(text: string): File | null {
  const rows = cellsOf(text)
  if (rows.length < 2) return null
  const csv = rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n')
  return new File([`\uFEFF${csv}`], '粘贴的数据.csv', { type: 'text/csv' })
}
