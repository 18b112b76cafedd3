"use client"

import { createContext, type ReactNode, useContext } from "react"
import { ThresholdProvider } from "@/components/charts/threshold-context"
import { type DragOptions, type ThresholdDrag, useThresholdDrag } from "./use-threshold-drag"

const DragContext = createContext<ThresholdDrag | null>(null)

interface DragProviderProps extends DragOptions {
  /** Made by whoever does not know of the drag: a move draws only those who ask `useDrag`. */
  children: ReactNode
}

/** Holds the line of the shown threshold while it is dragged. */
export function DragProvider({ children, ...options }: DragProviderProps) {
  return <DragContext value={useThresholdDrag(options)}>{children}</DragContext>
}

export function useDrag(): ThresholdDrag {
  const drag = useContext(DragContext)
  if (!drag) throw new Error("a drag is asked for outside of its provider")
  return drag
}

/** The line of the drag for the charts inside, if it can move; what stands still in them is not drawn by a move. */
export function DraggedThreshold({ isMovable, children }: { isMovable: boolean; children: ReactNode }) {
  const { value, move, release } = useDrag()
  return (
    <ThresholdProvider value={{ value: isMovable ? value : null, onChange: move, onCommit: release }}>
      {children}
    </ThresholdProvider>
  )
}
