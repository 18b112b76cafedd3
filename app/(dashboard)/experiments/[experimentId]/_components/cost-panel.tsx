"use client"

import { CostQualityChart } from "@/components/charts/cost-quality-chart"
import { compareHref } from "@/components/experiment/links"
import { formatCountOf } from "@/components/format/count"
import { runEntities } from "@/components/run/run-entities"
import { LinkButton } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import { toCostPoints } from "./cost-points"

export interface CostPanelProps {
  experiment: ExperimentRecord
  runs: readonly RunRecord[]
}

/** The small picture: cost against success, arrows from teacher to student. */
export function CostPanel({ experiment, runs }: CostPanelProps) {
  const points = toCostPoints(runs, runEntities(runs))
  if (points.length === 0) return <NoCost runs={runs} />
  const drawn =
    points.length < runs.length ? `${points.length} of ${formatCountOf(runs.length, "run")}; ` : ""
  return (
    <CostQualityChart
      points={points}
      note={`${drawn}${formatCountOf(experiment.counts.tasks, "task")}, 95 % intervals`}
      height={290}
      actions={
        <LinkButton variant="ghost" size="xs" href={compareHref(experiment.id)}>
          Open compare
        </LinkButton>
      }
    />
  )
}

/** Without a price there is no picture; each model that lacks one is a link to where it is added. */
function NoCost({ runs }: { runs: readonly RunRecord[] }) {
  const models = new Map(runs.map(({ model }) => [model.id, model.name]))
  return (
    <Panel title="Cost against quality" className="min-h-[220px]">
      <div className="flex h-full min-h-[180px] flex-col items-center justify-center gap-1 px-6 py-8 text-center text-kumo-subtle">
        <p>No cost is known: no run reports one, and its model has no price.</p>
        <p className="flex flex-wrap justify-center gap-x-3">
          {[...models].map(([id, name]) => (
            <TextLink key={id} href={`/models/${id}`}>
              Add a price to {name}
            </TextLink>
          ))}
        </p>
      </div>
    </Panel>
  )
}
