import { hash, verify } from '@node-rs/argon2'

// argon2id, 19 MiB, two passes: about 30 ms of CPU on a thread of the pool, never on the request's own.
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password, settings)

let nobody: Promise<string> | null = null
/** An unknown account costs the same time as a known one, so that names cannot be told from the clock. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  if (!stored) {
    await verify(await (nobody ??= hashPassword('nobody at all')), password)
    return false
  }
  return verify(stored, password)
}
