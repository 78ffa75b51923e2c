// Zip files as no honest program writes them, for tests.
import { crc32, deflateRawSync } from 'node:zlib'

export interface ForgedEntry {
  name: string | Uint8Array
  content?: Uint8Array
  /** General purpose bits: 0x800 UTF-8 name, 0x1 encrypted, 0x40 strongly encrypted. */
  flags?: number
  method?: number
  /** Unix mode for the upper half of the attributes. */
  mode?: number
  extra?: Uint8Array
  /** Lies of the directory. */
  size?: number
  crc?: number
  /** Takes the bytes of the entry at this place, writes none of its own. */
  sharedWith?: number
}

function header(entry: ForgedEntry, name: Buffer, packed: number, central: boolean): Buffer {
  const fields = Buffer.alloc(26)
  const content = entry.content ?? Buffer.alloc(0)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(entry.flags ?? 0, 2)
  fields.writeUInt16LE(entry.method ?? 8, 4)
  fields.writeUInt16LE(0x5b76, 8)
  fields.writeUInt32LE(entry.crc ?? crc32(content), 10)
  fields.writeUInt32LE(packed, 14)
  fields.writeUInt32LE(entry.size ?? content.length, 18)
  fields.writeUInt16LE(name.length, 22)
  fields.writeUInt16LE(central ? (entry.extra?.length ?? 0) : 0, 24)
  return fields
}

/** Writes a zip with exactly the given entries. */
export function forgeZip(entries: ForgedEntry[]): Buffer {
  const body: Buffer[] = []
  const directory: Buffer[] = []
  const places: { offset: number; packed: Buffer }[] = []
  let offset = 0
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? Buffer.from(entry.name) : Buffer.from(entry.name)
    const content = entry.content ?? Buffer.alloc(0)
    const own = (entry.method ?? 8) === 8 ? deflateRawSync(content) : Buffer.from(content)
    const shared = entry.sharedWith === undefined ? undefined : places[entry.sharedWith]
    const place = shared ?? { offset, packed: own }
    places.push(place)
    if (!shared) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), header(entry, name, own.length, false), name, own])
      body.push(local)
      offset += local.length
    }
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6)
    rest.writeUInt32LE(place.offset, 10)
    const made = Buffer.from([20, 3])
    const start = [Buffer.from('PK\x01\x02'), made, header(entry, name, place.packed.length, true), rest]
    directory.push(...start, name, Buffer.from(entry.extra ?? []))
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...body, central, end])
}
