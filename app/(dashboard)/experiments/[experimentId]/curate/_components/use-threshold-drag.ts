"use client"

import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import {
  type Curve,
  type CurveComposition,
  type CurveTotals,
  compositionAt,
  snapToStop,
  totalsAt,
} from "@/components/dataset/curve-totals"
import type { CurationPreview } from "@/lib/contracts/curation"
import type { Reach } from "@/lib/domain/curation/stops"

export interface ThresholdDrag {
  /** Where the line stands: under the hand while it moves, else what the rule says. */
  value: number | null
  /** The totals at that place while no exact answer is there yet; null when there is one. */
  totals: CurveTotals | null
  /** What is kept there is made of, by the tenth stop at or below; null when `totals` is. */
  composition: CurationPreview["composition"] | null
  /** What of it is of that place; null when `totals` is. */
  followed: CurveComposition | null
  move: (value: number) => void
  release: () => void
}

export interface DragOptions {
  /** Where the line can stand; null where no episode has the metric. */
  reach: Reach | null
  /** Null while it is being made: a drag shows its totals as soon as it is there. */
  curve: Curve | null
  composition: CurationPreview["composition"] | undefined
  /** The lower end that the rule has; null is open. */
  min: number | null
  /** Whether what the server said is about another recipe than the present one. */
  outdated: boolean
  onRelease: (min: number) => void
}

/** A drag asks nobody: its totals are looked up in the curve. Letting go changes the rule, once. The same object until it moves. */
export function useThresholdDrag({
  reach,
  curve,
  composition,
  min,
  outdated,
  onRelease,
}: DragOptions): ThresholdDrag {
  const [held, setHeld] = useState<{ value: number; released: boolean } | null>(null)
  const isSettled = held?.released === true && !outdated && held.value === min
  useEffect(() => {
    if (isSettled) setHeld(null)
  }, [isSettled])
  const hand = useRef({ reach, held, min, onRelease })
  useEffect(() => {
    hand.current = { reach, held, min, onRelease }
  })
  const move = useCallback((value: number) => {
    const { reach } = hand.current
    if (reach) setHeld({ value: snapToStop(reach, value), released: false })
  }, [])
  const release = useCallback(() => {
    const { held, min, onRelease } = hand.current
    if (!held || held.released) return
    setHeld({ ...held, released: true })
    if (held.value !== min) onRelease(held.value)
  }, [])
  const value = held?.value ?? min ?? reach?.low ?? null
  const live = held && !isSettled ? held.value : null
  return useMemo(() => {
    if (live === null || !curve)
      return { value, totals: null, composition: null, followed: null, move, release }
    return {
      value,
      totals: totalsAt(curve, live),
      composition: composition ? compositionAt(curve, composition, live) : null,
      followed: curve.composition,
      move,
      release,
    }
  }, [value, live, curve, composition, move, release])
}
