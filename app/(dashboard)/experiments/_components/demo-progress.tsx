"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { IntervalDots } from "@/components/charts/interval-dots"
import { useAtEnd } from "@/components/distill/use-at-end"
import { formatCountOf } from "@/components/format/count"
import { runEntities } from "@/components/run/run-entities"
import { LinkButton } from "@/components/ui/button"
import { Progress } from "@/components/ui/progress"
import { routeQuery } from "@/lib/api-client/query"
import { getDemo } from "@/lib/contracts/demo"
import { listExperiments } from "@/lib/contracts/experiments"
import { listPipelines } from "@/lib/contracts/pipelines"
import { listRuns } from "@/lib/contracts/runs"
import { demoRows } from "./demo-rows"

const POLL_MS = 2000

/** The first experiment while it is being made: one interval per policy, growing. Nothing once it is done. */
export function DemoProgress() {
  const client = useQueryClient()
  const demo = useQuery({
    ...routeQuery(getDemo, {}),
    refetchInterval: ({ state }) => (state.data?.making ? POLL_MS : false),
  }).data
  const making = demo?.making ?? false
  useAtEnd(making, () => void client.invalidateQueries({ queryKey: [listExperiments.id] }))
  if (!demo?.experimentId || !making) return null
  return <DemoInMaking experimentId={demo.experimentId} students={demo.students} />
}

interface DemoInMakingProps {
  experimentId: string
  students: { planned: number; done: number }
}

function DemoInMaking({ experimentId, students }: DemoInMakingProps) {
  const polled = { refetchInterval: POLL_MS }
  const runs = useQuery({ ...routeQuery(listRuns, { experimentId }), ...polled }).data?.items ?? []
  const pipelines = useQuery({ ...routeQuery(listPipelines, { experimentId }), ...polled }).data?.items ?? []
  const rows = demoRows(runs, pipelines, runEntities(runs))
  const words = `${students.done} of ${formatCountOf(students.planned, "student")} done`
  return (
    <section aria-label="The demo" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="font-semibold text-key">A first experiment is being made for you</h2>
          <p className="text-kumo-subtle">
            Two scripted teachers act in BabyAI, and small students learn from them on this machine. No key,
            no download.
          </p>
        </div>
        <div className="w-48">
          <Progress
            title={words}
            fraction={students.done / students.planned}
            label={`Producing the demo: ${words}`}
          />
        </div>
      </div>
      <IntervalDots
        title="BabyAI demo"
        note="does a student trained on chosen episodes beat its teacher?"
        axis="success, 95 % interval"
        rows={rows}
        {...(rows[0] ? { referenceId: rows[0].id } : {})}
        fileName="demo"
        actions={
          <LinkButton variant="ghost" size="xs" href={`/experiments/${experimentId}`}>
            Open
          </LinkButton>
        }
      />
    </section>
  )
}
