/** FNV-1a with a finisher: 32 bits of a feature's name. */
export function hashFeature(feature: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < feature.length; index++) {
    value = Math.imul(value ^ feature.charCodeAt(index), 0x01000193)
  }
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}
