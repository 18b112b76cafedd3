"use client"

import { useEffect, useRef, useState } from "react"

/**
 * What is being typed, kept in this tab so that neither a reload nor a failed save loses it; null when nothing is. A stored
 * draft is read after the first render, which must agree with the server's.
 */
export function useDraft(key: string): [string | null, (draft: string | null) => void] {
  const name = `draft/${key}`
  const [draft, setDraft] = useState<string | null>(null)
  const loaded = useRef(false)
  useEffect(() => {
    if (!loaded.current) {
      loaded.current = true
      const stored = sessionStorage.getItem(name)
      if (stored !== null) setDraft(stored)
    } else if (draft === null) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, draft)
  }, [name, draft])
  return [draft, setDraft]
}
