/** A sentence about a file that is no UTF-8 text at all. */
export function foreignFormat(start: Uint8Array): string | null {
  const [a, b, c, d] = start
  if (a === 0x50 && b === 0x4b) return "The file is a ZIP archive; unpack it first."
  if (a === 0x1f && b === 0x8b) return "The file is compressed with gzip; unpack it first."
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) {
    return "The file is compressed with zstd; unpack it first."
  }
  const wide = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a !== undefined && b === 0)
  return wide ? "The file is not UTF-8 text; save it as UTF-8 first." : null
}
