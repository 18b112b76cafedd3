"use client"

import { useQuery } from "@tanstack/react-query"
import { type ReactNode, useMemo, useState } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { findBlock, readBlocks } from "@/components/transcript/blocks"
import { Transcript } from "@/components/transcript/transcript"
import { DEFAULT_VIEW } from "@/components/transcript/transcript-context"
import { useFolds } from "@/components/transcript/use-folds"
import { ViewToggles } from "@/components/transcript/view-toggles"
import { showHidden } from "@/components/transcript/visible-text"
import { LoadError } from "@/components/ui/load-error"
import { routeQuery } from "@/lib/api-client/query"
import { getOutline } from "@/lib/contracts/steps"

export interface ItemTranscriptProps {
  experimentId: string
  episodeId: string
  environment: string | null
  head: ReactNode
  /** Of whatever else the page reads about the episode. */
  error?: Error | null
  onRetry?: () => void
}

/** The conversation to be judged, with keys to walk through it. */
export function ItemTranscript(props: ItemTranscriptProps) {
  const { experimentId, episodeId, environment, head, onRetry } = props
  const outline = useQuery(routeQuery(getOutline, { experimentId, episodeId }))
  const blocks = useMemo(() => readBlocks(outline.data), [outline.data])
  const [view, setView] = useState(DEFAULT_VIEW)
  const [selected, setSelected] = useState<number | null>(null)
  const folds = useFolds()
  const move = (by: 1 | -1) => {
    const at = selected === null ? (by === 1 ? -1 : blocks.length) : findBlock(blocks, selected)
    const next = blocks[at + by]
    if (next) setSelected(next.from)
  }
  useHotkeys("Label", [
    { keys: "j", label: "Next step", run: () => move(1) },
    { keys: "k", label: "Previous step", run: () => move(-1) },
  ])
  const error = props.error ?? outline.error
  const retry = () => {
    onRetry?.()
    void outline.refetch()
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      {error && <LoadError title="The episode could not be read." error={error} onRetry={retry} />}
      <div className="min-h-0 flex-1">
        <Transcript
          experimentId={experimentId}
          episodeId={episodeId}
          environment={environment}
          blocks={blocks}
          view={view}
          folds={folds}
          selected={selected}
          onSelect={setSelected}
          header={
            <>
              {head}
              <div className="flex justify-end px-3 py-1 max-md:hidden">
                <ViewToggles view={view} onChange={setView} />
              </div>
              {outline.data?.roles === "" && (
                <p className="px-3 py-6 text-center text-kumo-subtle">
                  This episode has no steps: it ended before the first message.
                </p>
              )}
            </>
          }
        />
      </div>
    </div>
  )
}

/** What was asked: first, and in large type. */
export function TaskHead({
  taskKey,
  text,
  note,
}: {
  taskKey: string
  text: string | null
  note?: ReactNode
}) {
  return (
    <header className="border-kumo-hairline border-b px-3 pt-2 pb-3 md:pl-14">
      <div className="text-head text-kumo-subtle">Task {showHidden(taskKey)}</div>
      {text && (
        <h2 className="font-semibold text-key [overflow-wrap:anywhere] [unicode-bidi:isolate]">{text}</h2>
      )}
      {note}
    </header>
  )
}
