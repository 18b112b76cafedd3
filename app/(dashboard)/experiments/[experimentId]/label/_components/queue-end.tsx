"use client"

import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { SkipForwardIcon } from "@phosphor-icons/react/dist/ssr/SkipForward"
import { TagIcon } from "@phosphor-icons/react/dist/ssr/Tag"
import { activeFilters } from "@/components/episode/filter-params"
import { LabelFailures } from "@/components/episode/label-failures"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import { formatCount, formatCountOf } from "@/components/format/count"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button, LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Kbd } from "@/components/ui/kbd"
import { Skeleton } from "@/components/ui/skeleton"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { Queue } from "./use-queue"

interface QueueEndProps {
  experimentId: string
  experiment: ExperimentRecord | undefined
  queue: Queue
}

/** Nothing left in front of one: because it is coming, was skipped, is done, or never was. */
export function QueueEnd({ experimentId, experiment, queue }: QueueEndProps) {
  const keys = useLabelKeys()
  useHotkeys("Label", [{ keys: keys.undo, label: "Undo the last label", run: queue.undo }])
  return (
    <div className="h-full overflow-y-auto">
      <LabelFailures labeller={queue.labeller} />
      <EndState experimentId={experimentId} experiment={experiment} queue={queue} />
    </div>
  )
}

function EndState({ experimentId, experiment, queue }: QueueEndProps) {
  const { state, progress, control } = queue
  if (state.kind === "waiting" && !queue.error) return <Waiting />
  if (state.kind === "skipped") {
    return (
      <Empty
        icon={<SkipForwardIcon />}
        title={`All but ${formatCountOf(state.count, "skipped episode")} labelled`}
        actions={
          <>
            <Button variant="primary" onClick={queue.reviewSkipped}>
              Go through the skipped
            </Button>
            <UndoButton queue={queue} />
          </>
        }
      />
    )
  }
  if (state.kind !== "done") return null
  if (experiment?.counts.episodes === 0) {
    return (
      <Empty
        icon={<TagIcon />}
        title="Nothing to label yet"
        actions={
          <LinkButton href="/import" variant="primary">
            Import results
          </LinkButton>
        }
      >
        {experiment.name} has no episodes.
      </Empty>
    )
  }
  if (queue.draw.id !== null) return <DrawDone experimentId={experimentId} queue={queue} />
  const filtered = activeFilters({ ...control.selection, label: null }).length > 0
  if (filtered && progress.total === 0) {
    return (
      <Empty
        icon={<TagIcon />}
        title="No episodes match these filters"
        actions={
          <Button
            onClick={() => {
              queue.restart()
              control.clear()
            }}
          >
            Clear the filters
          </Button>
        }
      />
    )
  }
  return (
    <Empty
      icon={<CheckCircleIcon />}
      title={allLabelled(progress.total, filtered)}
      actions={
        <>
          <LinkButton href={`/experiments/${experimentId}/curate`} variant="primary">
            Curate with these labels
          </LinkButton>
          <LinkButton href={`/experiments/${experimentId}/episodes${control.search}`}>
            See the episodes
          </LinkButton>
          <UndoButton queue={queue} />
        </>
      }
    >
      Labels show where a score threshold is right and where it is not: the curation page uses them.
    </Empty>
  )
}

/** Every drawn episode has its label: look at what they say, or draw more. */
function DrawDone({ experimentId, queue }: { experimentId: string; queue: Queue }) {
  const { draw, progress } = queue
  const total = progress.total ?? 0
  return (
    <Empty
      icon={<CheckCircleIcon />}
      title={
        total === 1
          ? "The one drawn episode is labelled"
          : `All ${formatCount(total)} drawn episodes are labelled`
      }
      actions={
        <>
          <LinkButton href={`/experiments/${experimentId}/curate${draw.curate}`} variant="primary">
            See the evidence
          </LinkButton>
          <Button loading={draw.pending} onClick={() => draw.start(draw.kind ?? "value")}>
            Draw more
          </Button>
          <UndoButton queue={queue} />
        </>
      }
    >
      Each weighs by how many episodes it stands for, so that drawing by value does not bias the evidence.
    </Empty>
  )
}

function allLabelled(total: number | null, filtered: boolean): string {
  const what = filtered ? " of this filter" : ""
  if (total === 1) return `The one episode${what} is labelled`
  return `All ${total === null ? "" : `${formatCount(total)} `}episodes${what} are labelled`
}

function UndoButton({ queue }: { queue: Queue }) {
  const keys = useLabelKeys()
  if (queue.lastWords === null) return null
  return (
    <Button variant="ghost" onClick={queue.undo}>
      Undo the last one <Kbd>{keys.undo}</Kbd>
    </Button>
  )
}

function Waiting() {
  return (
    <div
      className="mx-auto grid max-w-[800px] gap-4 p-6"
      role="status"
      aria-label="Looking for the next episode"
    >
      <Skeleton className="h-6 w-3/4" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-16 w-full" />
    </div>
  )
}
