/** FNV-1a of the bytes from `from` up to `end`, its upper half mixed into the lower. */
export function hashBytes(bytes: Uint8Array, from: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Whether the bytes from `from` up to `end` are those of `other` from `start` on. */
export function equalBytes(
  bytes: Uint8Array,
  from: number,
  end: number,
  other: Uint8Array,
  start: number,
): boolean {
  for (let at = from; at < end; at++) if (bytes[at] !== other[start + at - from]) return false
  return true
}
