// What the printer and its child processes say to each other.

/** One paper to be printed. `data` is JSON; `time` counts seconds since 1970. */
export type PrintJob = { template: string; data: string; time: number; images: Record<string, Uint8Array> }

export type PrintRequest = PrintJob & { maxPages: number }

export type PrintAnswer =
  | { ok: true; pdf: Uint8Array; pages: number }
  | { ok: false; kind: 'template' | 'too-long'; message: string; pages: number }
