"use client"

import { useMemo, useState } from "react"
import type { FindPlace } from "@/components/transcript/find/find-place"
import { openBlock } from "@/components/transcript/find/open-block"
import { type Find, useFind } from "@/components/transcript/find/use-find"
import type { TranscriptView } from "@/components/transcript/transcript-context"
import type { Folds } from "@/components/transcript/use-folds"
import type { ReaderControl } from "./use-reader"

/** Going to a match selects its step and opens whatever hides it. */
export function useReaderFind(
  reader: ReaderControl,
  own: Folds,
  view: TranscriptView,
  setView: (view: TranscriptView) => void,
): { find: Find; folds: Folds } {
  // Kept when the search is left: one reads on where it led.
  const [place, setPlace] = useState<FindPlace | null>(null)
  const find = useFind({
    ...reader,
    onPlace: (found) => {
      setPlace(found)
      if (!view.tools || view.errorsOnly) setView({ ...view, tools: true, errorsOnly: false })
      reader.select(found.from)
    },
  })
  const folds = useMemo(() => openBlock(own, place), [own, place])
  return { find, folds }
}
