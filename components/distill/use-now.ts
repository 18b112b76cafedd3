"use client"

import { useEffect, useState } from "react"

/** The time, each second while `ticking`; null until mounted, so that the server and the browser agree. */
export function useNow(ticking: boolean): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    if (!ticking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [ticking])
  return now
}
