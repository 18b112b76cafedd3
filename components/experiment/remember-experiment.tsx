"use client"

import { useEffect } from "react"
import { LAST_EXPERIMENT_COOKIE } from "./last-experiment"

const YEAR_SECONDS = 365 * 24 * 3600

/** Sidebar entries open the experiment one was in last. */
export function RememberExperiment({ experimentId }: { experimentId: string }) {
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari
    document.cookie = `${LAST_EXPERIMENT_COOKIE}=${experimentId}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  }, [experimentId])
  return null
}
