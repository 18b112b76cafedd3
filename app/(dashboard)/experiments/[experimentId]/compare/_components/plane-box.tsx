"use client"

import { useEffect, useMemo } from "react"
import { idsInBox } from "@/components/charts/brush"
import { useBrushStore } from "@/components/charts/brush-context"
import type { CostQualityPoint } from "@/components/charts/plane-place"
import { usePlaneBox } from "./use-plane-box"

/** Keeps the box of the plane and that of the address the same; a component of its own, so that a box renders nothing else. */
export function PlaneBoxInAddress({ points }: { points: readonly CostQualityPoint[] }) {
  const store = useBrushStore()
  const [box, setBox] = usePlaneBox()
  const inside = useMemo(() => (box ? idsInBox(points, box) : null), [points, box])
  useEffect(() => store?.onKeep((next) => void setBox(next)), [store, setBox])
  useEffect(() => store?.show(box, inside), [store, box, inside])
  useEffect(() => () => store?.show(null, null), [store])
  return null
}
