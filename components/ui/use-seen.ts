"use client"

import { type RefObject, useEffect, useRef, useState } from "react"

/** Whether the element has ever been near the screen: for what is costly to ask and stands far down the page. */
export function useSeen<Target extends Element>(): [RefObject<Target | null>, boolean] {
  const ref = useRef<Target>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const target = ref.current
    if (!target || seen) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      // What was jumped over counts as seen.
      { rootMargin: "1000000px 0px 300px" },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [seen])
  return [ref, seen]
}
