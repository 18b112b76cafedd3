"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { LaunchCostList } from "@/components/distill/launch-cost"
import { pipelineHref } from "@/components/distill/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatWait } from "@/components/format/duration"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { estimatePipeline, type PipelineInputs } from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import type { DistillForm } from "./distill-form"
import { LeakFields, mayTrain } from "./leak-fields"
import { maySpend, SpendingFields } from "./spending-fields"

export interface EstimatePanelProps {
  experimentId: string
  /** The form that the button submits. */
  formId: string
  /** Null while something is not chosen; `missing` says what. */
  inputs: PipelineInputs | null
  missing: string
  form: DistillForm
  onChange: (fields: Partial<DistillForm>) => void
  starting: boolean
  error: Error | null
}

/** What the click would keep, take and cost, and the click. */
export function EstimatePanel({
  experimentId,
  formId,
  inputs,
  missing,
  form,
  onChange,
  starting,
  error,
}: EstimatePanelProps) {
  const settled = useSettled(inputs)
  const estimate = useQuery({
    ...routeQuery(estimatePipeline, { experimentId, inputs: settled as PipelineInputs }),
    enabled: settled !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const data = inputs && !estimate.error ? estimate.data : undefined
  const current =
    data !== undefined && JSON.stringify(settled) === JSON.stringify(inputs) && !estimate.isPlaceholderData
  const existing = current ? data.existing : null
  return (
    <Panel title="Before it starts" refetching={estimate.isFetching} className="lg:sticky lg:top-14">
      <div className="flex flex-col gap-3 p-3">
        <Figures estimate={data} />
        {data?.cost && <LaunchCostList cost={data.cost} />}
        {data && <SpendingFields estimate={data} form={form} onChange={onChange} />}
        {data && <LeakFields experimentId={experimentId} estimate={data} form={form} onChange={onChange} />}
        {!inputs && <Banner tone="info">{missing}</Banner>}
        {inputs && estimate.error && <Banner tone="error">{estimate.error.message}</Banner>}
        {data?.problems.map((problem) => (
          <Banner key={problem} tone="warn">
            {problem}
          </Banner>
        ))}
        {error && <Banner tone="error">{error.message}</Banner>}
        {existing ? (
          <>
            <Banner tone="info" title="The same inputs">
              {existing.status === "done" ? "have a result already." : "are being distilled already."} Change
              a seed to run them once more.
            </Banner>
            <LinkButton
              variant="primary"
              size="base"
              className="w-full justify-center"
              href={pipelineHref({ experimentId, id: existing.id })}
            >
              {existing.status === "done" ? "Open the result there is" : "Open the one under way"}
            </LinkButton>
          </>
        ) : (
          <Gated permission="run.write">
            {(disabled) => (
              <Button
                variant="primary"
                size="base"
                type="submit"
                form={formId}
                className="w-full justify-center"
                loading={starting}
                disabled={
                  disabled ||
                  !current ||
                  data.problems.length > 0 ||
                  !mayTrain(data, form) ||
                  !maySpend(data, form)
                }
              >
                Distill this run
              </Button>
            )}
          </Gated>
        )}
      </div>
    </Panel>
  )
}

function Figures({ estimate }: { estimate: RouteOutput<typeof estimatePipeline> | undefined }) {
  const facts = [
    { name: "Episodes kept", value: formatCount(estimate?.episodes) },
    { name: "Training rows, about", value: formatCount(estimate?.trainingRows) },
    ...(estimate && estimate.heldOutEpisodes > 0
      ? [{ name: "Held out, not trained on", value: formatCountOf(estimate.heldOutEpisodes, "episode") }]
      : []),
    { name: "Held-out tasks", value: formatCount(estimate?.heldOutTasks) },
    {
      name: "Takes about",
      value: formatWait(estimate?.seconds === null || !estimate ? null : estimate.seconds * 1000),
    },
  ]
  return (
    <div aria-live="polite">
      <dl className="flex flex-col gap-1.5">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex items-baseline justify-between gap-2">
            <dt className="text-kumo-subtle">{name}</dt>
            <dd className="font-medium tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

const QUIET_MS = 300

/** The value once nobody has changed it for a moment. */
function useSettled(inputs: PipelineInputs | null): PipelineInputs | null {
  const [settled, setSettled] = useState(inputs)
  const text = JSON.stringify(inputs)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as PipelineInputs | null), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
