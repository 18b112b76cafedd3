"use client"

import { useEffect, useRef } from "react"

/** Calls `run` once each time `active` turns false: for what polling saw last was not the end. */
export function useAtEnd(active: boolean, run: () => void): void {
  const before = useRef(active)
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (before.current && !active) latest.current()
    before.current = active
  }, [active])
}
