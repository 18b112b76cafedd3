"use client"

import { type DehydratedState, HydrationBoundary } from "@tanstack/react-query"
import type { ReactNode } from "react"

const OPTIONS = { defaultOptions: { deserializeData: JSON.parse } }

/**
 * Takes what the server read from `dehydrateJson`: one text for each question, where React would write every value of a long outline
 * by itself.
 */
export function HydrateJson({ state, children }: { state: DehydratedState; children: ReactNode }) {
  return (
    <HydrationBoundary state={state} options={OPTIONS}>
      {children}
    </HydrationBoundary>
  )
}
