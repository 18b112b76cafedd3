import { ChartScatterIcon } from "@phosphor-icons/react/dist/ssr/ChartScatter"
import { importHref } from "@/components/experiment/links"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import type { ComparedRun } from "@/lib/contracts/compare"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

interface CompareEmptyProps {
  experiment: ExperimentRecord | undefined
  runs: readonly ComparedRun[]
}

/** A comparison needs two. */
export function CompareEmpty({ experiment, runs }: CompareEmptyProps) {
  const [only] = runs
  return (
    <Panel>
      <h1 className="sr-only">Compare</h1>
      <Empty
        icon={<ChartScatterIcon />}
        title={only ? `${only.name} is the only run here` : "No run to compare yet"}
        actions={
          <LinkButton variant="primary" href={importHref(experiment?.name)}>
            {only ? "Import another run" : "Import results"}
          </LinkButton>
        }
      >
        {only
          ? `Another model on the same ${only.tasks} tasks would say which is better, and what it costs.`
          : "Two models on the same tasks say which is better, and what it costs."}
      </Empty>
    </Panel>
  )
}
