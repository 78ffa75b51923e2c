export function check(file: unknown, options?: { key?: string; pdf?: Uint8Array }): { ok: true; facts: Record<string, string | number>; key: string; size: number } | { ok: false; why: string }
