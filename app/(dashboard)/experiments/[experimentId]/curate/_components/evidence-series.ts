import type { LinePoint } from "@/components/charts/series-lines"
import type { EvidencePoint } from "@/lib/contracts/evidence"

export const EVIDENCE_VIEWS = ["threshold", "pr", "roc"] as const

/** Precision and recall over the threshold, over each other, or recall over fall-out. */
export type EvidenceView = (typeof EVIDENCE_VIEWS)[number]

export type Share = "precision" | "recall" | "fallOut"

/** A share over the threshold, where it is known. */
export function overThreshold(curve: readonly EvidencePoint[], share: Share): LinePoint[] {
  return curve.flatMap((point) => {
    const { value, low, high } = point[share]
    return value === null ? [] : [{ x: point.threshold, y: value, low, high }]
  })
}

/** One share over another, ascending; thresholds between which neither changes count once. */
export function overShare(curve: readonly EvidencePoint[], across: Share, share: Share): LinePoint[] {
  const points = curve.flatMap((point) => {
    const { value, low, high } = point[share]
    const x = point[across].value
    return value === null || x === null ? [] : [{ x, y: value, low, high }]
  })
  return points
    .toReversed()
    .filter(({ x, y }, index, all) => index === 0 || x !== all[index - 1]?.x || y !== all[index - 1]?.y)
}

/** What holds at a threshold between two answers of the server: the point of the next stop. */
export function pointAt(curve: readonly EvidencePoint[], threshold: number): EvidencePoint | null {
  return curve.find((point) => point.threshold >= threshold - 1e-9) ?? curve.at(-1) ?? null
}
