"use client"

import { type ReactNode, useDeferredValue } from "react"

/** What stands far down a page: drawn after what is above it is on the screen, a slice at a time. Until then its place is marked. */
export function Later({ children }: { children: ReactNode }) {
  return useDeferredValue(true, false) ? children : <span hidden data-later="" />
}
