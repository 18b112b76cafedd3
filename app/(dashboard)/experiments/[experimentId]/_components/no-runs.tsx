import { UploadSimpleIcon } from "@phosphor-icons/react/dist/ssr/UploadSimple"
import { evaluateHref } from "@/components/distill/links"
import { importHref } from "@/components/experiment/links"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { Snippet } from "@/components/ui/snippet"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

/** An experiment without runs: the first one is imported, or made by an evaluation. */
export function NoRuns({ experiment }: { experiment: ExperimentRecord }) {
  const command = `bin/winnow import results.json --experiment ${JSON.stringify(experiment.name)} --model NAME`
  return (
    <Panel>
      <Empty
        icon={<UploadSimpleIcon />}
        title="No run yet"
        actions={
          <>
            <LinkButton variant="primary" href={importHref(experiment.name)}>
              Import trajectories
            </LinkButton>
            <LinkButton variant="secondary" href={evaluateHref(experiment.id)}>
              Evaluate a model
            </LinkButton>
          </>
        }
      >
        A run is one model on these tasks. Import what a strong model did, and its good episodes become
        training data.
        <div className="mt-3 text-left">
          <Snippet label="the import command">{command}</Snippet>
        </div>
      </Empty>
    </Panel>
  )
}
