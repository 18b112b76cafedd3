"use client"

import { useMemo, useState } from "react"

export interface Folds {
  isOpen: (key: string, byDefault: boolean) => boolean
  toggle: (key: string, byDefault: boolean) => void
}

/**
 * Which parts are open. They are kept here because rows out of view do not exist. A key counts per default, so that
 * changing a default opens or folds everything again.
 */
export function useFolds(): Folds {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      isOpen: (key, byDefault) => flipped.has(`${key}/${byDefault}`) !== byDefault,
      toggle: (key, byDefault) =>
        setFlipped((known) => new Set(known).symmetricDifference(new Set([`${key}/${byDefault}`]))),
    }),
    [flipped],
  )
}
