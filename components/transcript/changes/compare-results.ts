import { type Change, diffRecords } from "@/components/transcript/records/diff-records"
import { type Json, parseRecord } from "@/components/transcript/records/json"
import { type DiffPart, diffText } from "@/lib/domain/text-diff"

/** How two results differ: not at all, in fields of records, or in words. */
export type ResultChanges =
  | { kind: "same" }
  | { kind: "records"; changes: Change[] }
  | { kind: "text"; parts: DiffPart[] }

export function compareResults(before: string, after: string): ResultChanges {
  if (before === after) return { kind: "same" }
  const [left, right] = [parseRecord(before), parseRecord(after)]
  if (left && right) {
    const changes = diffRecords(left as Json, right as Json)
    return changes.length === 0 ? { kind: "same" } : { kind: "records", changes }
  }
  return { kind: "text", parts: diffText(before, after) }
}

/** `3 fields differ`. */
export function describeChanges(changes: ResultChanges): string {
  if (changes.kind === "same") return "the same result"
  if (changes.kind === "text") {
    const places = changes.parts.filter(
      ({ kind }, at) => kind !== "same" && changes.parts[at - 1]?.kind !== "removed",
    )
    return places.length === 1
      ? "the result differs in 1 place"
      : `the result differs in ${places.length} places`
  }
  return changes.changes.length === 1 ? "1 field differs" : `${changes.changes.length} fields differ`
}
