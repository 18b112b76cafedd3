import { formatCount, formatCountOf } from "@/components/format/count"

/** `84 of 200 episodes`; counts are exact up to 10,000 and say so beyond. Undefined while counting. */
export function describeCount(matching: number | null | undefined, all: number | undefined): string {
  if (matching === undefined) return "Counting…"
  if (matching === null) return `10,000+ of ${formatCountOf(all ?? 0, "episode")}`
  if (all === undefined || all === matching) return formatCountOf(matching, "episode")
  return `${formatCount(matching)} of ${formatCountOf(all, "episode")}`
}
