"use client"

import { useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { distillHref, pipelineHref } from "@/components/distill/links"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { CopyText } from "@/components/ui/copy-text"
import { Menu } from "@/components/ui/menu"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { listConnections } from "@/lib/contracts/connections"
import { listPlugins } from "@/lib/contracts/environments"
import type { HostedJobRecord } from "@/lib/contracts/fine-tunes"
import { listPipelines, type PipelineRecord, startPipeline } from "@/lib/contracts/pipelines"
import { listTargets, toInputsAt } from "./other-targets"

export interface RefusalPanelProps {
  pipeline: PipelineRecord
  job: HostedJobRecord
  refusal: NonNullable<HostedJobRecord["refusal"]>
}

/** Why the provider would not, in words, what to do next, and the same dataset elsewhere in one click. */
export function RefusalPanel({ pipeline, job, refusal }: RefusalPanelProps) {
  return (
    <Panel title={refusal.title} padded>
      <div className="flex flex-col gap-2" role="alert">
        <p>{refusal.advice}</p>
        <p className="break-words text-kumo-subtle text-note">
          {job.providerTitle} says: {refusal.message}
        </p>
        {job.requestId && (
          <p className="text-kumo-subtle text-note">
            For its support: <CopyText value={job.requestId} label="Copy request id" />
          </p>
        )}
        <Elsewhere pipeline={pipeline} />
      </div>
    </Panel>
  )
}

function Elsewhere({ pipeline }: { pipeline: PipelineRecord }) {
  const router = useRouter()
  const plugins = useQuery(routeQuery(listPlugins, {}))
  const connections = useQuery(routeQuery(listConnections, {}))
  const start = useChange(startPipeline, {
    refreshes: [listPipelines],
    errors: "inline",
    onDone: (next) => router.push(pipelineHref(next)),
  })
  if (!plugins.data || !connections.data) return null
  const { experimentId, name, inputs, budgetUsd, leakOverride } = pipeline
  const targets = listTargets(plugins.data.trainers, connections.data.items, inputs)
  const override = leakOverride ? { leakOverride: { reason: leakOverride.reason } } : {}
  const form = { runId: inputs.teacherRunId, rules: inputs.rules }
  return (
    <div className="flex flex-wrap gap-2">
      {start.error && (
        <Banner
          tone="error"
          action={
            <LinkButton
              size="xs"
              href={distillHref(experimentId, { ...form, provider: start.variables?.inputs.provider })}
            >
              Open the form
            </LinkButton>
          }
        >
          {start.error.message}
        </Banner>
      )}
      <Gated permission="run.write">
        {(disabled) => (
          <Menu
            trigger={
              <Button variant="primary" disabled={disabled} loading={start.isPending}>
                Same dataset at another provider
              </Button>
            }
            items={targets.map((target) => ({
              label: target.label,
              onSelect: () =>
                start.mutate({
                  experimentId,
                  name,
                  budgetUsd,
                  ...override,
                  inputs: toInputsAt(inputs, target),
                }),
            }))}
          />
        )}
      </Gated>
      <LinkButton href={distillHref(experimentId, form)}>Choose all of it anew</LinkButton>
    </div>
  )
}
