"use client"

import { useMemo } from "react"
import { countSplits } from "@/components/dataset/split-counts"
import { DistillButton } from "@/components/distill/distill-button"
import { formatCount } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { RefetchBar } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { SPLITS } from "@/lib/domain/episode"
import { Composition } from "./composition"
import { CreateDatasetDialog } from "./create-dataset-dialog"
import type { LabProps } from "./lab-props"
import { TrainingCost } from "./training-cost"
import type { ThresholdDrag } from "./use-threshold-drag"

interface KeptColumnProps extends LabProps {
  experimentName: string
  /** Totals of a drag that has not been confirmed yet. */
  live: Pick<ThresholdDrag, "totals" | "composition" | "followed">
}

const SPLIT_WORDS = { train: "Train", validation: "Validation", test: "Test" }

/** What the recipe gives: how much, for which side, made of what; and the way on. */
export function KeptColumn(props: KeptColumnProps) {
  const { recipe, preview, refetching } = props
  const live = props.live.totals
  const { shares, seed, by, strata, run } = recipe.params
  const chosen = run.length > 0 ? props.runs.filter(({ id }) => run.includes(id)) : props.runs
  const oneRun = chosen.length === 1 ? chosen[0] : undefined
  const tasks = preview?.composition.tasks
  const split = useMemo(
    () => (tasks ? countSplits(tasks, shares, { by, seed }) : null),
    [tasks, shares, by, seed],
  )
  if (!preview || !split) return <Skeleton className="m-3 h-64" />
  const totals = live ?? preview.totals
  const about = (index: number) => `≈ ${formatCount((totals.episodes * (shares[index] ?? 0)) / 100)}`
  const sides = SPLITS.filter((_, index) => (shares[index] ?? 0) > 0)
  const facts = [
    ...sides.map((side) => ({
      name: SPLIT_WORDS[side],
      value: live || strata !== "group" ? about(SPLITS.indexOf(side)) : formatCount(split[side].episodes),
    })),
    { name: "Tokens", value: formatTokens(totals.contentTokens) },
    { name: "Trained on", value: formatTokens(totals.assistantTokens) },
  ]
  return (
    <section
      aria-label="What is kept"
      className="relative flex min-h-0 shrink-0 flex-col border-kumo-hairline max-xl:border-t"
    >
      {refetching && <RefetchBar />}
      <div className="flex min-h-0 flex-1 flex-col xl:overflow-y-auto">
        <div className="border-kumo-hairline border-b px-3.5 py-3">
          <p className="flex items-baseline gap-2 tabular" aria-live="polite">
            <span className="font-semibold text-hero">{formatCount(totals.episodes)}</span>
            <span>{totals.episodes === 1 ? "episode" : "episodes"}</span>
            <span className="ml-auto text-kumo-subtle text-note">
              {formatCount(totals.tasks)} of {formatCount(preview.taskCount)} tasks
            </span>
          </p>
          <dl className="mt-1.5 grid grid-cols-2 gap-x-6 gap-y-1 text-note">
            {facts.map(({ name, value }) => (
              <div key={name} className="flex justify-between gap-2">
                <dt className="text-kumo-subtle">{name}</dt>
                <dd className="font-medium tabular">{value}</dd>
              </div>
            ))}
          </dl>
          <TrainingCost recipe={recipe} tokenCount={(totals.contentTokens * (shares[0] ?? 0)) / 100} />
        </div>
        <Composition
          composition={props.live.composition ?? preview.composition}
          total={totals.episodes}
          followed={props.live.followed}
        />
      </div>
      <div className="flex flex-col gap-2 border-kumo-hairline border-t p-3">
        {oneRun && (
          <DistillButton
            experimentId={props.experimentId}
            runId={oneRun.id}
            rules={recipe.params.rules}
            weighting={recipe.params.weights}
            variant="secondary"
            size="base"
            className="w-full justify-center"
          />
        )}
        <CreateDatasetDialog {...props} disabled={live !== null || refetching} />
      </div>
    </section>
  )
}
