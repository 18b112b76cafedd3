"use client"

import { useState } from "react"
import { useLabeller } from "@/components/episode/use-labeller"
import { Page } from "@/components/shell/page"
import { FindField } from "@/components/transcript/find/find-field"
import { DEFAULT_VIEW } from "@/components/transcript/transcript-context"
import { useFolds } from "@/components/transcript/use-folds"
import { ViewToggles } from "@/components/transcript/view-toggles"
import { LoadError } from "@/components/ui/load-error"
import { AttemptsColumn } from "./attempts-column"
import { CompareButton } from "./compare-button"
import { CopyMenu } from "./copy-menu"
import { OutcomeColumn } from "./outcome-column"
import { PhoneBar } from "./phone-bar"
import { ReaderTitle } from "./reader-title"
import { ReaderTranscript } from "./reader-transcript"
import { useReader } from "./use-reader"
import { useReaderFind } from "./use-reader-find"
import { useReaderKeys } from "./use-reader-keys"

/** One episode: the attempts at its task, what happened, and what came of it. */
export function Reader({ experimentId, episodeId }: { experimentId: string; episodeId: string }) {
  const reader = useReader(experimentId, episodeId)
  const labeller = useLabeller(experimentId, { toasts: true })
  const [view, setView] = useState(DEFAULT_VIEW)
  const { find, folds } = useReaderFind(reader, useFolds(), view, setView)
  const copyLink = useReaderKeys(reader, labeller, folds, view)
  const { episode, experiment, error } = reader
  return (
    <Page
      layout="work"
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Episodes", href: reader.listHref },
        { label: <ReaderTitle experimentId={experimentId} episode={episode} /> },
      ]}
      actions={
        <>
          <CopyMenu
            experimentId={experimentId}
            episodeId={episodeId}
            step={reader.selected}
            onCopyLink={copyLink}
          />
          <CompareButton episode={episode} />
        </>
      }
    >
      <div className="grid h-full min-h-0 grid-cols-[256px_minmax(0,1fr)_304px] grid-rows-[minmax(0,1fr)] max-md:h-[calc(100dvh-44px)] max-md:grid-cols-1 md:max-lg:grid-cols-[minmax(0,1fr)_280px]">
        <aside
          aria-label="Attempts at this task"
          className="min-h-0 border-kumo-hairline border-r max-lg:hidden"
        >
          {episode && <AttemptsColumn episode={episode} reader={reader} />}
        </aside>
        <div className="flex min-h-0 min-w-0 flex-col">
          <div className="flex min-h-9 shrink-0 items-center gap-x-2 overflow-x-auto max-md:flex-wrap border-kumo-hairline border-b px-3">
            <ViewToggles view={view} onChange={setView} />
            <FindField find={find} />
          </div>
          {error && <LoadError title="The episode could not be read." error={error} onRetry={reader.retry} />}
          <div className="min-h-0 flex-1">
            <ReaderTranscript
              reader={reader}
              view={view}
              folds={folds}
              marked={find.marked}
              onViewChange={setView}
            />
          </div>
          {episode && <PhoneBar episode={episode} reader={reader} labeller={labeller} />}
        </div>
        <aside aria-label="Outcome and label" className="min-h-0 border-kumo-hairline border-l max-md:hidden">
          {episode && <OutcomeColumn episode={episode} reader={reader} labeller={labeller} />}
        </aside>
      </div>
    </Page>
  )
}
