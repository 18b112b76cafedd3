"use client"

import { createContext, useContext } from "react"

export interface ThresholdHandle {
  /** Where the line stands; null draws none. */
  value: number | null
  /** Without it the line only shows: in the second chart that it crosses. */
  onChange?: ((value: number) => void) | undefined
  /** The drag or the key has ended. */
  onCommit?: (() => void) | undefined
}

const ThresholdContext = createContext<ThresholdHandle>({ value: null })

/** Around a chart: what follows the line is drawn anew at every move, the axes and the chart itself are not. */
export const ThresholdProvider = ThresholdContext.Provider

export function useThreshold(): ThresholdHandle {
  return useContext(ThresholdContext)
}
