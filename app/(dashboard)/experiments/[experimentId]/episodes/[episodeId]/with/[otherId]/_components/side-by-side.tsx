"use client"

import { ArrowsLeftRightIcon } from "@phosphor-icons/react/dist/ssr/ArrowsLeftRight"
import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { BothRunsDialog } from "@/components/divergence/both-runs-dialog"
import { sideBySideHref } from "@/components/episode/counterpart"
import { taskHref } from "@/components/experiment/links"
import { Page } from "@/components/shell/page"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { type Block, findBlock } from "@/components/transcript/blocks"
import { DEFAULT_VIEW } from "@/components/transcript/transcript-context"
import { ViewToggles } from "@/components/transcript/view-toggles"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { LoadError } from "@/components/ui/load-error"
import { useToast } from "@/components/ui/toast"
import { routeQuery } from "@/lib/api-client/query"
import { diffEpisodes, type EpisodeDetail, type EpisodeDiffRow } from "@/lib/contracts/episodes"
import { getExperiment } from "@/lib/contracts/experiments"
import { describeDivergence } from "./describe-divergence"
import { EndOfBoth } from "./end-of-both"
import { NextTaskButtons } from "./next-task-buttons"
import { PairFrame, pairOf } from "./pair-frame"
import { PairTranscript } from "./pair-transcript"
import { findDifference, toShownRows } from "./shown-rows"
import { SideHead } from "./side-head"
import { useNextTask } from "./use-next-task"
import { useSide } from "./use-side"

interface SideBySideProps {
  experimentId: string
  leftId: string
  rightId: string
}

const NO_ROWS: readonly EpisodeDiffRow[] = []

/** Two attempts at one task, aligned by what they did, with the point where they part. */
export function SideBySide({ experimentId, leftId, rightId }: SideBySideProps) {
  const router = useRouter()
  const toast = useToast()
  const [view, setView] = useState(DEFAULT_VIEW)
  const [at, setAt] = useState<number | null>(null)
  const [open, setOpen] = useState(false)
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const diff = useQuery({
    ...routeQuery(diffEpisodes, { experimentId, episodeId: leftId, otherId: rightId }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const rows = diff.data?.rows ?? NO_ROWS
  const firstDivergence = diff.data?.firstDivergence ?? null
  const row = at === null ? undefined : rows[at]
  const side = (episodeId: string, name: "left" | "right") => ({
    experimentId,
    episodeId,
    environment: experiment?.environment ?? null,
    view,
    selected: row?.[name]?.from ?? null,
    onSelect: (stepIdx: number) => setAt(rows.findIndex(({ [name]: turn }) => turn?.from === stepIdx)),
  })
  const left = useSide(side(leftId, "left"))
  const right = useSide(side(rightId, "right"))
  const show = (one: string, other: string) => router.push(sideBySideHref(experimentId, one, other))
  const goTo = (next: number | null) => {
    if (next === null) toast({ title: "Both do the same to the end" })
    else setAt(next)
  }
  useHotkeys("Side by side", [
    { keys: "d", label: "First divergence", run: () => goTo(firstDivergence) },
    { keys: "j", label: "Next difference", run: () => goTo(findDifference(rows, at, 1)) },
    { keys: "k", label: "Previous difference", run: () => goTo(findDifference(rows, at, -1)) },
    { keys: "w", label: "Swap the sides", run: () => show(rightId, leftId) },
  ])
  const pair = pairOf(left.episode, right.episode)
  const step = useNextTask(pair?.pair ?? null, left.episode?.task.key)
  const hasError = ({ left: one, right: other }: EpisodeDiffRow) =>
    isErrorAt(left.blocks, one?.from) || isErrorAt(right.blocks, other?.from)
  const shown = view.errorsOnly
    ? toShownRows(rows, firstDivergence, true).filter(
        (entry) => entry.kind === "row" && hasError(rows[entry.at]!),
      )
    : toShownRows(rows, firstDivergence, open)
  const error = diff.error ?? left.error ?? right.error
  const divergent = firstDivergence === null ? undefined : rows[firstDivergence]
  return (
    <Page
      layout="work"
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        {
          label: `Task ${showHidden(left.episode?.task.key ?? "").slice(0, 24)}`,
          ...(left.episode ? { href: taskHref(experimentId, left.episode.task.no) } : {}),
        },
        { label: <h1 className="font-medium">Side by side</h1> },
      ]}
      actions={
        <>
          <NextTaskButtons step={step} />
          {pair && <BothRunsDialog {...pair} />}
          <Button icon={<ArrowsLeftRightIcon />} onClick={() => show(rightId, leftId)}>
            Swap <Kbd>w</Kbd>
          </Button>
        </>
      }
    >
      <PairFrame pair={pair}>
        <div className="grid shrink-0 grid-cols-2 border-kumo-hairline border-b max-md:grid-cols-1">
          <SideHead label="Left attempt" episode={left.episode} onPick={(id) => show(id, rightId)} />
          <SideHead label="Right attempt" episode={right.episode} onPick={(id) => show(leftId, id)} />
        </div>
        <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-kumo-hairline border-b px-3">
          <ViewToggles view={view} onChange={setView} />
          <DifferenceButtons
            count={rows.filter(({ parts }) => parts).length}
            onFirst={() => goTo(firstDivergence)}
            onNext={() => goTo(findDifference(rows, at, 1))}
          />
        </div>
        {error && (
          <LoadError
            title="The two cannot be compared."
            error={error}
            onRetry={() => [left, right].map(({ retry }) => retry()) && void diff.refetch()}
          />
        )}
        {diff.data && (
          <EmptyNote
            alike={firstDivergence === null}
            noErrors={view.errorsOnly && rows.length > 0 && shown.length === 0}
          />
        )}
        <div className="min-h-0 flex-1">
          <PairTranscript
            rows={rows}
            shown={shown}
            left={left}
            right={right}
            firstDivergence={firstDivergence}
            divergence={
              divergent ? describeDivergence(divergent, namesOf(left.episode, right.episode)) : null
            }
            at={at}
            onOpen={() => setOpen(true)}
          />
        </div>
        <EndOfBoth of={[left.episode, right.episode]} successRule={experiment?.successRule ?? null} />
      </PairFrame>
    </Page>
  )
}

function EmptyNote({ alike, noErrors }: { alike: boolean; noErrors: boolean }) {
  return (
    <>
      {noErrors && (
        <p className="px-3 pt-2 text-kumo-subtle text-note">None of the steps of both is an error.</p>
      )}
      {alike && (
        <p className="px-3 pt-2 text-kumo-subtle text-note">
          Both do the same to the end. What they were told may differ.
        </p>
      )}
    </>
  )
}

interface DifferenceButtonsProps {
  count: number
  onFirst: () => void
  onNext: () => void
}

function DifferenceButtons({ count, onFirst, onNext }: DifferenceButtonsProps) {
  return (
    <div className="ml-auto flex items-center gap-1 py-1 text-kumo-subtle text-note">
      <span className="tabular">{count === 1 ? "1 difference" : `${count} differences`}</span>
      <Button variant="ghost" disabled={count === 0} onClick={onFirst}>
        First divergence <Kbd>d</Kbd>
      </Button>
      <Button variant="ghost" disabled={count === 0} onClick={onNext}>
        Next <Kbd>j</Kbd>
      </Button>
    </div>
  )
}

function isErrorAt(blocks: readonly Block[], from: number | undefined): boolean {
  return from !== undefined && blocks[findBlock(blocks, from)]?.isError === true
}

/** The runs' names, or the trials of one run. */
function namesOf(left: EpisodeDetail | undefined, right: EpisodeDetail | undefined) {
  const nameOf = (episode: EpisodeDetail | undefined, isSameRun: boolean) =>
    !episode ? "it" : isSameRun ? `trial ${episode.trial + 1}` : showHidden(episode.run.name).slice(0, 60)
  const isSameRun = left?.run.id === right?.run.id
  return { left: nameOf(left, isSameRun), right: nameOf(right, isSameRun) }
}
