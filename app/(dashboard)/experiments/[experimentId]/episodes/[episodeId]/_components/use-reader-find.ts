"use client"

import { useMemo } from "react"
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
  const find = useFind({
    ...reader,
    onPlace: ({ from }) => {
      if (!view.tools || view.errorsOnly) setView({ ...view, tools: true, errorsOnly: false })
      reader.select(from)
    },
  })
  const place = find.marked?.place
  const folds = useMemo(() => openBlock(own, place), [own, place])
  return { find, folds }
}
