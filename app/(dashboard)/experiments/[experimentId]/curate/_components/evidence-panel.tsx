"use client"

import { TagIcon } from "@phosphor-icons/react/dist/ssr/Tag"
import type { ThresholdRange } from "@/components/charts/threshold"
import { labelHref } from "@/components/experiment/links"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { RefetchBar } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import type { ThresholdEvidence } from "@/lib/contracts/evidence"
import type { ThresholdRule } from "@/lib/domain/curation/rule"
import { EvidenceChart } from "./evidence-chart"
import { EvidenceClaim } from "./evidence-claim"
import { EvidenceFigures } from "./evidence-figures"
import { LabelNextButton } from "./label-next-button"
import { type EvidenceControl, useEvidence } from "./use-evidence"
import type { RecipeControl } from "./use-recipe"

interface EvidencePanelProps {
  experimentId: string
  recipe: RecipeControl
  rule: ThresholdRule
  range: ThresholdRange
  /** While the preview is being made: what labels say comes after it. */
  waits: boolean
}

/** Kept against human labels: what they prove about the threshold, and which label would prove more. */
export function EvidencePanel({ experimentId, recipe, rule, range, waits }: EvidencePanelProps) {
  const control = useEvidence(experimentId, recipe, rule, waits)
  const { evidence, error } = control
  return (
    <section
      aria-label="Evidence from labels"
      className="relative border-kumo-hairline border-t"
      aria-busy={control.refetching}
    >
      {control.refetching && <RefetchBar />}
      {error && <LoadError title="What the labels say did not load." error={error} onRetry={control.retry} />}
      {evidence === undefined && !error && <Skeleton className="m-3 h-72" />}
      {evidence && evidence.labels.all === 0 && <NoLabels control={control} evidence={evidence} />}
      {evidence && evidence.labels.all > 0 && (
        <>
          <EvidenceChart control={control} evidence={evidence} threshold={rule.min} range={range} />
          <EvidenceClaim
            control={control}
            evidence={evidence}
            used={rule.min}
            onUse={(min) => recipe.change(control.input.thresholdRule, { ...rule, min })}
          />
          <EvidenceFigures control={control} evidence={evidence} />
        </>
      )}
    </section>
  )
}

function NoLabels({ control, evidence }: { control: EvidenceControl; evidence: ThresholdEvidence }) {
  const { experimentId, runIds } = control.input
  return (
    <Empty
      level={3}
      icon={<TagIcon />}
      title="No human has labelled these episodes yet"
      actions={
        <>
          <LabelNextButton control={control} evidence={evidence} variant="primary" />
          <LinkButton href={labelHref(experimentId, runIds)}>Label as listed</LinkButton>
        </>
      }
    >
      Labels show how precise this threshold is. Drawn by value, each says the most about it; about{" "}
      {evidence.claim.labelsToBegin} above a threshold are enough to begin with.
    </Empty>
  )
}
