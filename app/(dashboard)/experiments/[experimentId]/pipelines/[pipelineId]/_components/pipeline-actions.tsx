"use client"

import { ArrowClockwiseIcon } from "@phosphor-icons/react/dist/ssr/ArrowClockwise"
import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { distillHref } from "@/components/distill/links"
import { isActive } from "@/components/distill/words"
import { formatUsd } from "@/components/format/usd"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import {
  controlPipeline,
  getPipeline,
  listPipelineLogs,
  type PipelineRecord,
} from "@/lib/contracts/pipelines"

/** Cancel while it runs; distill again with a change when it is over. */
export function PipelineActions({ pipeline }: { pipeline: PipelineRecord }) {
  const { experimentId, inputs } = pipeline
  if (isActive(pipeline.status)) return <CancelButton pipeline={pipeline} />
  return (
    <LinkButton
      variant="secondary"
      icon={<ArrowClockwiseIcon />}
      href={distillHref(experimentId, {
        runId: inputs.teacherRunId,
        rules: inputs.rules,
        weighting: inputs.weighting,
      })}
    >
      <span className="max-md:hidden">Distill again with a change</span>
      <span className="md:hidden">Again</span>
    </LinkButton>
  )
}

function useControl() {
  return useChange(controlPipeline, { refreshes: [getPipeline, listPipelineLogs] })
}

function CancelButton({ pipeline }: { pipeline: PipelineRecord }) {
  const { experimentId, id: pipelineId, stages, spentUsd } = pipeline
  const control = useControl()
  const finished = stages.filter(({ status }) => status === "done").length
  return (
    <Gated permission="run.write">
      {(disabled) => (
        <ConfirmDialog
          title="Cancel this distillation?"
          trigger={
            <Button
              variant="secondary-destructive"
              icon={<XIcon />}
              disabled={disabled}
              loading={control.isPending}
            >
              Cancel
            </Button>
          }
          confirm="Cancel it"
          cancel="Keep running"
          destructive
          onConfirm={() => control.mutate({ experimentId, pipelineId, action: "cancel" })}
        >
          {finished === 0
            ? "No stage is finished yet."
            : `${finished} of ${stages.length} stages are finished and keep their results.`}{" "}
          Spent so far: {formatUsd(spentUsd)}. Episodes made so far stay, and a retry goes on from there.
        </ConfirmDialog>
      )}
    </Gated>
  )
}

export function RetryButton({ pipeline }: { pipeline: PipelineRecord }) {
  const { experimentId, id: pipelineId } = pipeline
  const control = useControl()
  return (
    <Gated permission="run.write">
      {(disabled) => (
        <Button
          variant="primary"
          size="xs"
          icon={<ArrowClockwiseIcon />}
          disabled={disabled}
          loading={control.isPending}
          onClick={() => control.mutate({ experimentId, pipelineId, action: "retry" })}
        >
          Retry from here
        </Button>
      )}
    </Gated>
  )
}
