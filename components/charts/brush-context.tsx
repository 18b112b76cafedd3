"use client"

import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from "react"
import { BrushStore } from "./brush-store"

const BrushContext = createContext<BrushStore | null>(null)

/** Links what a chart brushes with whatever else on the page shows the same runs. */
export function BrushProvider({ children }: { children: ReactNode }) {
  const [store] = useState(() => new BrushStore())
  return <BrushContext value={store}>{children}</BrushContext>
}

export function useBrushStore(): BrushStore | null {
  return useContext(BrushContext)
}

const never = () => () => undefined

/** Whether this one is brushed; false outside a provider. */
export function useBrushed(id: string): boolean {
  const store = useBrushStore()
  return useSyncExternalStore(
    store?.subscribe ?? never,
    () => store?.has(id) ?? false,
    () => false,
  )
}

/** How many are brushed; null while there is no box. */
export function useBrushCount(): number | null {
  const store = useBrushStore()
  return useSyncExternalStore(
    store?.subscribe ?? never,
    () => (store?.isActive() ? store.count() : null),
    () => null,
  )
}
