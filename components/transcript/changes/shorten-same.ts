import type { DiffPart } from "@/lib/domain/text-diff"

/** What both have in common, cut to so many characters on either side of a change. */
export function shortenSame(parts: readonly DiffPart[], around: number): DiffPart[] {
  return parts.map((part, at) => {
    if (part.kind !== "same") return part
    const start = at === 0 ? "" : part.text.slice(0, around)
    const end = at === parts.length - 1 ? "" : part.text.slice(-around)
    const isShort = start.length + end.length + 1 >= part.text.length
    return isShort ? part : { kind: "same", text: `${start.toWellFormed()}…${end.toWellFormed()}` }
  })
}
