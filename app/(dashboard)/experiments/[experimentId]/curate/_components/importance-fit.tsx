"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect } from "react"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Progress } from "@/components/ui/progress"
import { routeQuery } from "@/lib/api-client/query"
import { type DatasetPlan, planDataset } from "@/lib/contracts/datasets"
import type { RouteInput } from "@/lib/contracts/route"
import { getImportanceFit, startImportanceFit } from "@/lib/contracts/weights"
import { isUnderWay } from "./under-way"

interface ImportanceFitProps {
  input: RouteInput<typeof planDataset>
  fit: NonNullable<DatasetPlan["fit"]>
}

/** Measures the log-ratios of the episodes as they are kept and split now; once done, the plan knows their weights. */
export function ImportanceFit({ input, fit }: ImportanceFitProps) {
  const { experimentId } = input
  const client = useQueryClient()
  const start = useChange(startImportanceFit, {
    refreshes: [planDataset, getImportanceFit],
    errors: "inline",
  })
  const answer = useQuery({
    ...routeQuery(getImportanceFit, { experimentId, fitId: fit.id }),
    enabled: fit.started,
    refetchInterval: ({ state }) => (isUnderWay(state.data?.status) ? 700 : false),
  })
  const { status, progress = 0, stage = "", error } = answer.data ?? {}
  useEffect(() => {
    if (status === "done") void client.invalidateQueries({ queryKey: [planDataset.id] })
  }, [status, client])
  if (isUnderWay(status)) {
    const note = status === "queued" ? "waiting for the worker" : stage
    return <Progress title="Measuring" fraction={progress} note={note} label="Measuring log-ratios" />
  }
  if (status === "done") return null
  return (
    <div className="flex flex-col gap-2 text-note">
      {(error || start.error) && <Banner tone="error">{error ?? start.error?.message}</Banner>}
      <p className="text-kumo-subtle">
        Not measured for these episodes and this split. Four small models are fitted, each judging what it has
        not seen; that takes seconds, with many episodes minutes.
      </p>
      <Gated permission="dataset.write">
        {(forbidden) => (
          <Button
            size="xs"
            className="self-start"
            disabled={forbidden}
            loading={start.isPending}
            onClick={() => start.mutate(input)}
          >
            {error ? "Measure again" : "Measure the weights"}
          </Button>
        )}
      </Gated>
    </div>
  )
}
