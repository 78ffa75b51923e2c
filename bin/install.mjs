// Runs under whatever Node the machine has (20 and later), before anything is installed: plain JavaScript, no imports
// from node_modules. `npm start` and `npm test` call it first; afterwards their scripts find node_modules/.bin/node (26).
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))))
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(modules, '.installed-from')
const bundledNode = join(modules, '.bin', 'node')
const neededMajor = 26

/** What the installed folder must have been made from: the lock file, for this kind of machine. */
function wantedStamp() {
  const lock = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  return `${lock} ${process.platform} ${process.arch}`
}

function isInstalled(stamp) {
  if (existsSync(stampFile)) return readFileSync(stampFile, 'utf8') === stamp
  // Somebody ran npm by hand: npm's own record tells when.
  const npmRecord = join(modules, '.package-lock.json')
  if (!existsSync(npmRecord) || statSync(npmRecord).mtimeMs < statSync(lockFile).mtimeMs) return false
  if (nodeFault()) return false
  try {
    writeFileSync(stampFile, stamp)
  } catch {
    // A read-only folder may still be run from.
  }
  return true
}

/** PATH without our own node_modules: `npm ci` deletes them while it runs, so it must not run from them. */
function outsidePath() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.filter((folder) => !folder.endsWith(join('node_modules', '.bin'))).join(delimiter)
}

function npmCommand(path) {
  const find = (name) =>
    path
      .split(delimiter)
      .map((folder) => join(folder, name))
      .find((file) => existsSync(file))
  const node = process.execPath.startsWith(modules + sep) ? (find('node') ?? process.execPath) : process.execPath
  const running = process.env.npm_execpath ?? ''
  if (/npm-cli\.c?js$/.test(running) && existsSync(running)) return [node, [running]]
  const npm = find('npm')
  return npm ? [npm, []] : undefined
}

const failures = [
  [
    /ENOSPC/,
    '磁盘已满，依赖装不下；清出约 2 GB 空间后再运行一次。',
    'The disk is full; free about 2 GB and run the command again.',
  ],
  [
    /E(ACCES|PERM|ROFS)\b/,
    `目录 ${root} 不可写，依赖装不进去；换一个可写的目录，或者给当前用户写权限后再运行一次。`,
    `The folder ${root} is not writable; use a writable one or grant this user write access, then run again.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT/,
    '连不上 npm 软件源，依赖没有装上；检查网络、代理或 npm 的 registry 设置后再运行一次。',
    'The npm registry cannot be reached; check the network, the proxy or npm’s registry setting, then run again.',
  ],
  [
    /EINTEGRITY/,
    '下载的依赖与 package-lock.json 的校验值不符，没有安装；先运行 npm cache clean --force，再运行一次。',
    'A downloaded package does not match package-lock.json; run npm cache clean --force, then run again.',
  ],
  [
    /EUSAGE|can only install with an existing package-lock/,
    'package.json 与 package-lock.json 不一致，没有安装；请恢复这两个文件的同一版本。',
    'package.json and package-lock.json disagree; restore both from the same commit.',
  ],
]

function stopWith(chinese, english, detail = '') {
  const tail = detail.trim().split('\n').slice(-12).join('\n')
  if (tail) process.stderr.write(tail + '\n\n')
  process.stderr.write(`${chinese}\n${english}\n`)
  process.exit(1)
}

function runNpmCi() {
  const path = outsidePath()
  const command = npmCommand(path)
  if (!command)
    stopWith('找不到 npm；请先安装 Node.js 20 或更新的版本。', 'npm is missing; install Node.js 20 or newer.')
  const [file, first] = command
  // Without its install script the database lacks its shared libraries, hence --ignore-scripts=false.
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const child = spawn(file, [...first, ...options], { cwd: root, env: { ...process.env, PATH: path } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: output + error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function showProgress() {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  process.stdout.write('正在安装依赖（npm ci），首次约需一到三分钟 … Installing dependencies …\n')
  const timer = setInterval(() => {
    if (process.stdout.isTTY) process.stdout.write(`\r  ${seconds()} s`)
  }, 1000)
  return () => {
    clearInterval(timer)
    process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  完成，用时 ${seconds()} 秒。 Done in ${seconds()} s.\n`)
  }
}

function isNewEnough(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0) >= neededMajor
}

/** What is wrong with the Node that scripts will find, in two languages, or undefined. */
function nodeFault() {
  const own = existsSync(bundledNode)
  if (own && isNewEnough(bundledNode)) return undefined
  if (isNewEnough(process.execPath)) {
    // npm puts node_modules/.bin first: a bundled Node that does not run would hide the machine's own.
    rmSync(bundledNode, { force: true })
    return undefined
  }
  const machine = `${process.platform}/${process.arch}`
  return own
    ? [
        `随附的 Node ${neededMajor} 在这台机器（${machine}）上运行不了，多半是系统的 glibc 太旧；请自行安装 Node ${neededMajor}.10，然后用它再运行一次。`,
        `The bundled Node ${neededMajor} does not run on this machine (${machine}), probably for its old glibc; install Node ${neededMajor}.10 yourself and run again with it.`,
      ]
    : [
        `没有随附给这种机器（${machine}）的 Node ${neededMajor}；请自行安装 Node ${neededMajor}.10 后再运行一次。`,
        `No Node ${neededMajor} is bundled for this kind of machine (${machine}); install Node ${neededMajor}.10 yourself and run again.`,
      ]
}

const stamp = wantedStamp()
if (!isInstalled(stamp)) {
  const done = showProgress()
  const { code, output } = await runNpmCi()
  if (code !== 0) {
    const known = failures.find(([pattern]) => pattern.test(output))
    const [, chinese, english] = known ?? [
      '',
      '依赖没有装上，原因见上。',
      'Installing failed; the reason stands above.',
    ]
    stopWith(chinese, english, output)
  }
  done()
  const fault = nodeFault()
  if (fault) stopWith(...fault)
  writeFileSync(stampFile, stamp)
}
