import { normalizeTitle } from "./passage"

/**
 * Gold-title recall at `limit` of one attempt. The ranking is: titles that were read, in the order of first reading, then
 * titles that searches returned, in the order of first appearance; its first `limit` distinct titles count. Null without
 * gold titles.
 */
export function titleRecall(
  gold: readonly string[],
  seen: { read: readonly string[]; returned: readonly string[] },
  limit: number,
): number | null {
  const wanted = new Set(gold.map(normalizeTitle))
  if (wanted.size === 0) return null
  const ranking = new Set([...seen.read, ...seen.returned].map(normalizeTitle))
  const top = [...ranking].slice(0, limit)
  return top.filter((title) => wanted.has(title)).length / wanted.size
}
