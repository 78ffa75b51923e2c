import { existsSync } from 'node:fs'
import { runProgram } from './program.ts'

/** Debian's Chromium; Playwright's own builds cannot be fetched everywhere. */
export const chromium = '/usr/bin/chromium'

const packages = {
  chromium: () => existsSync(chromium),
  // Without it a screenshot shows boxes for Chinese characters.
  'fonts-noto-cjk': () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
}

/** Installs what the browser journeys need and is missing. Gives a sentence when that is not possible, else undefined. */
export async function ensureBrowser(): Promise<string | undefined> {
  const missing = Object.entries(packages).flatMap(([name, isThere]) => (isThere() ? [] : [name]))
  if (missing.length === 0) return undefined
  const byHand = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) return `浏览器测试还缺 ${missing.join('、')}；请以 root 运行：${byHand}`
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const result = await runProgram('sh', ['-c', byHand], env)
  if (result.code === 0) return undefined
  return `装不上 ${missing.join('、')}；请检查网络后以 root 运行：${byHand}\n${result.output.trim().split('\n').slice(-5).join('\n')}`
}
