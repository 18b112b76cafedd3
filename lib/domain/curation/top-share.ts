import type { Preference } from "@/lib/domain/curation/preference"

/** Of `rows` (ascending), the best ceil(share x size) of each group, ascending; `groupOf` null makes one group of all. */
export function topShare(
  rows: Uint32Array,
  groupOf: Int32Array | null,
  share: number,
  { prefers }: Preference,
): Uint32Array {
  const groups = Map.groupBy(rows, (row) => groupOf?.[row] ?? 0)
  const kept = [...groups.values()].flatMap((members) => {
    const best = [...members].sort((left, right) => (prefers(left, right) ? -1 : 1))
    return best.slice(0, Math.ceil(share * best.length - 1e-9))
  })
  return Uint32Array.from(kept).sort()
}
