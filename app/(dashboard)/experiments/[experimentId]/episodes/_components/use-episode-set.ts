"use client"

import { useState } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { useSetOperation } from "./use-set-operation"

/** All episodes of a filter as one thing to act on; another filter is another set. */
export function useEpisodeSet(experimentId: string, search: string) {
  const operation = useSetOperation(experimentId)
  const [openFor, setOpenFor] = useState<string | null>(null)
  const isOpen = openFor === search
  const close = () => setOpenFor(null)
  useHotkeys("Episodes", [{ keys: "a", label: "Select all that match", run: () => setOpenFor(search) }])
  useHotkeys("Episodes", [{ keys: "Escape", label: "Let the set go", run: close }], isOpen)
  return { operation, isOpen, open: () => setOpenFor(search), close }
}
