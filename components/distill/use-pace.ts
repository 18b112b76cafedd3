"use client"

import { useEffect, useState } from "react"
import { type Pace, type ProgressSample, paceFrom } from "./pace"

/** How fast work goes now: from what this page has seen of it, before that from its start. */
export function usePace(startedAt: string | null, fraction: number | null, now: number | null): Pace | null {
  const [samples, setSamples] = useState<readonly ProgressSample[]>([])
  useEffect(() => {
    if (fraction === null) return
    const sample = { at: Date.now(), fraction }
    // Going back means that it began again.
    setSamples((before) => [...before.filter((one) => one.fraction <= fraction).slice(-300), sample])
  }, [fraction])
  return paceFrom(samples, startedAt, fraction, now)
}
