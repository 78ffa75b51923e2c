import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// npm is the outside program here: a small script stands for it, prints what npm prints and writes what npm writes.
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jianheng-install-'))
  mkdirSync(join(root, 'bin'))
  copyFileSync(join(import.meta.dirname, 'install.mjs'), join(root, 'bin/install.mjs'))
  writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3}')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function npmThat(does: string): string {
  const file = join(root, 'npm-cli.js')
  writeFileSync(file, `const fs = require('fs')\n${does}`)
  return file
}

function install(npm: string) {
  const run = spawnSync(process.execPath, [join(root, 'bin/install.mjs')], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', npm_execpath: npm },
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

const node = (version: string) => `
  fs.mkdirSync('node_modules/.bin', { recursive: true })
  fs.writeFileSync('node_modules/.bin/node', '#!/bin/sh\\necho ${version}\\n', { mode: 0o755 })
  fs.appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n')`

test('a fresh folder is installed once, with development and optional packages, and says so', () => {
  const npm = npmThat(node('v26.10.0'))
  const first = install(npm)
  expect(first.err).toBe('')
  expect(first.code).toBe(0)
  expect(first.out).toContain('正在安装依赖')
  expect(existsSync(join(root, 'node_modules/.installed-from'))).toBe(true)
  const second = install(npmThat('throw new Error("must not run again")'))
  expect(second).toEqual({ code: 0, out: '', err: '' })
})

test('a changed lock file is installed again', () => {
  install(npmThat(node('v26.10.0')))
  writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}')
  expect(install(npmThat(node('v26.10.0'))).out).toContain('正在安装依赖')
})

test('what npm itself installed by hand after the lock file was written is accepted', () => {
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules/.bin/node'), '#!/bin/sh\necho v26.10.0\n', { mode: 0o755 })
  writeFileSync(join(root, 'node_modules/.package-lock.json'), '{}')
  expect(install(npmThat('throw new Error("not needed")')).out).toBe('')
  rmSync(join(root, 'node_modules/.installed-from'))
  utimesSync(join(root, 'node_modules/.package-lock.json'), 1, 1)
  expect(install(npmThat(node('v26.10.0'))).out).toContain('正在安装依赖')
})

test.each([
  ['no network', 'npm error code ENOTFOUND', '连不上 npm 软件源', 'The npm registry cannot be reached'],
  ['no proxy', 'npm error connect ECONNREFUSED', '连不上 npm 软件源', 'check the network, the proxy'],
  ['unwritable folder', 'npm error code EACCES', '不可写', 'is not writable'],
  ['full disk', 'npm error code ENOSPC', '磁盘已满', 'The disk is full'],
  ['damaged download', 'npm error code EINTEGRITY', '校验值不符', 'does not match package-lock.json'],
  ['two versions of the files', 'npm error code EUSAGE', '不一致', 'disagree'],
  ['anything else', 'npm error something odd', '原因见上', 'the reason stands above'],
])('%s is told in one Chinese and one English sentence', (_, npmSays, chinese, english) => {
  const run = install(npmThat(`console.error(${JSON.stringify(npmSays)}); process.exit(1)`))
  expect(run.code).toBe(1)
  const lines = run.err.trim().split('\n').slice(-2)
  expect(lines[0]).toContain(chinese)
  expect(lines[1]).toContain(english)
  expect(run.err).toContain(npmSays)
})

test('a machine for which no Node 26 is bundled is told which version to install', () => {
  const npm = npmThat(node('v20.1.0'))
  // Under a runner that is itself new enough the bundled one is simply set aside.
  expect(install(npm).code).toBe(0)
  expect(existsSync(join(root, 'node_modules/.bin/node'))).toBe(false)
  const hostNode = '/usr/bin/node'
  const host = spawnSync(hostNode, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  if (!/^v2[0-5]\./.test(host)) return
  rmSync(join(root, 'node_modules'), { recursive: true })
  const run = spawnSync(hostNode, [join(root, 'bin/install.mjs')], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', npm_execpath: npmThat('fs.mkdirSync("node_modules")') },
  })
  expect(run.status).toBe(1)
  expect(run.stderr).toContain('请自行安装 Node 26.10')
  expect(run.stderr).toContain('install Node 26.10 yourself')
})
