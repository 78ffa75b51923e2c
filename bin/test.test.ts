import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'test.ts'), ...args], { encoding: 'utf8' })

test('an unknown step is refused with the known ones', () => {
  const { status, stderr } = run('--only', 'unti')
  expect(status).toBe(2)
  expect(stderr).toBe('没有名为 unti 的步骤；可选：types、lint、house、unit、stories、journeys。\n')
})

test('nothing run is no success, and the last line says so', () => {
  const { status, stdout } = run('--only', 'unit', 'no-file-has-this-in-its-path')
  expect(status).toBe(1)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 0 failed')
})

test('the last line is one line over all that ran', () => {
  const { status, stdout } = run('--only', 'unit', 'house/test-run/outcome.test.ts')
  expect(status).toBe(0)
  expect(stdout.match(/^\d+ passed, \d+ failed$/gm)).toEqual(['4 passed, 0 failed'])
  expect(stdout.endsWith('4 passed, 0 failed\n')).toBe(true)
})
