"use client"

import { type ReactNode, useEffect, useRef, useState } from "react"

/** Scrolls sideways if it must, and can take focus exactly then, so the keyboard reaches what is hidden. */
export function ScrollRegion({ label, children }: { label: string | undefined; children: ReactNode }) {
  const region = useRef<HTMLElement>(null)
  const [overflows, setOverflows] = useState(false)
  useEffect(() => {
    const element = region.current
    if (!element) return
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth))
    observer.observe(element)
    if (element.firstElementChild) observer.observe(element.firstElementChild)
    return () => observer.disconnect()
  }, [])
  return (
    <section
      ref={region}
      aria-label={label}
      tabIndex={overflows ? 0 : undefined}
      className="relative w-full overflow-x-auto"
    >
      {children}
    </section>
  )
}
