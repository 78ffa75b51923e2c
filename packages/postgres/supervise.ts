import { placesIn } from './cluster.ts'
import { type Launch, type Launched, launchServer } from './server-process.ts'
import { faultFrom, PostgresFault } from './words.ts'

const restartsPerMinute = 5

type Watch = { log: (line: string) => void; giveBack: () => void; onLost: ((fault: PostgresFault) => void) | undefined }

/** Starts the server again when it ends by itself; returns the function that ends it for good. */
export function supervise(launch: Launch, first: Launched, watch: Watch): () => Promise<void> {
  let current = first.child
  let ending: Promise<void> | undefined
  let restarting: Promise<void> | undefined
  const restarts: number[] = []

  const interrupt = () => current.kill('SIGINT')
  // An ordinary end of this process (also by an uncaught error) must not leave the server running.
  process.once('exit', interrupt)

  const restart = async () => {
    restarts.push(Date.now())
    try {
      current = (await launchServer(launch, first.port)).child
      watchOver()
      watch.log('数据库进程意外结束，已重新启动。')
    } catch (error) {
      giveUp(error instanceof PostgresFault ? error : faultFrom(String(error), { folder: launch.dataDir }))
    }
  }
  const giveUp = (fault: PostgresFault) => {
    process.off('exit', interrupt)
    watch.giveBack()
    watch.log(fault.message)
    watch.onLost?.(fault)
  }
  const watchOver = () => {
    current.once('exit', () => {
      if (ending) return
      const recent = restarts.filter((at) => at > Date.now() - 60_000)
      if (recent.length < restartsPerMinute) restarting = restart()
      else
        giveUp(
          new PostgresFault(
            `数据库一分钟内意外结束了 ${recent.length + 1} 次，不再重启；请看 ${placesIn(launch.dataDir).logFile}。`,
          ),
        )
    })
  }
  watchOver()

  const end = async () => {
    await restarting
    await ended(current)
    process.off('exit', interrupt)
    watch.giveBack()
  }
  return () => (ending ??= end())
}

/** Fast shutdown; after 30 seconds an immediate one, which the next start repairs from the WAL. */
async function ended(child: Launched['child']): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGQUIT'), 30_000)
  await gone
  clearTimeout(timer)
}
