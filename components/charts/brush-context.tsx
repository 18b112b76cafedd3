"use client"

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react"
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

/**
 * Bears `data-brushed` while its run is brushed, itself or the nearest `closest` around it. An attribute and no render: a
 * drag passes hundreds of marks and rows.
 */
export function useBrushMark<Target extends Element>(id: string, closest?: string): RefObject<Target | null> {
  const store = useBrushStore()
  const ref = useRef<Target>(null)
  useEffect(() => {
    const element = closest ? ref.current?.closest(closest) : ref.current
    if (!store || !element) return
    return store.watch(id, (brushed) => element.toggleAttribute("data-brushed", brushed))
  }, [store, id, closest])
  return ref
}

const never = () => () => undefined

/** What the store says, as long as somebody provides one. */
export function useBrush<Value>(read: (store: BrushStore) => Value, otherwise: Value): Value {
  const store = useBrushStore()
  return useSyncExternalStore(
    store?.subscribe ?? never,
    () => (store ? read(store) : otherwise),
    () => otherwise,
  )
}
