"use client"

import { memo, useMemo } from "react"
import { countSplits } from "@/components/dataset/split-counts"
import { DistillButton } from "@/components/distill/distill-button"
import { RefetchBar } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Composition } from "./composition"
import { CreateDatasetDialog } from "./create-dataset-dialog"
import { useDrag } from "./drag-provider"
import { KeptNumbers } from "./kept-numbers"
import type { LabProps } from "./lab-props"

interface KeptColumnProps extends LabProps {
  experimentName: string
}

/** What the recipe gives: how much, for which side, made of what; and the way on. A drag draws the numbers in it only. */
export const KeptColumn = memo(function KeptColumn(props: KeptColumnProps) {
  const { recipe, preview, refetching } = props
  const { shares, seed, by, run } = recipe.params
  const chosen = run.length > 0 ? props.runs.filter(({ id }) => run.includes(id)) : props.runs
  const oneRun = chosen.length === 1 ? chosen[0] : undefined
  const tasks = preview?.composition.tasks
  const split = useMemo(
    () => (tasks ? countSplits(tasks, shares, { by, seed }) : null),
    [tasks, shares, by, seed],
  )
  if (!preview || !split) return <Skeleton className="m-3 h-64" />
  return (
    <section
      aria-label="What is kept"
      className="relative flex min-h-0 shrink-0 flex-col border-kumo-hairline max-xl:border-t"
    >
      {refetching && <RefetchBar />}
      <div className="flex min-h-0 flex-1 flex-col xl:overflow-y-auto">
        <KeptNumbers recipe={recipe} preview={preview} split={split} />
        <DraggedComposition preview={preview} />
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
        <CreateDataset {...props} />
      </div>
    </section>
  )
})

function DraggedComposition({ preview }: { preview: NonNullable<LabProps["preview"]> }) {
  const { totals, composition, followed } = useDrag()
  return (
    <Composition
      composition={composition ?? preview.composition}
      total={(totals ?? preview.totals).episodes}
      followed={followed}
    />
  )
}

const DatasetDialog = memo(CreateDatasetDialog)

/** Not while the line is on its way: what would be frozen is not what is shown. */
function CreateDataset(props: KeptColumnProps) {
  return <DatasetDialog {...props} disabled={useDrag().totals !== null || props.refetching} />
}
