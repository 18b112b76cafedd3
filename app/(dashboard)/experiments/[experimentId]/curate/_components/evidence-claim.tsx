"use client"

import { formatThreshold } from "@/components/dataset/rule-text"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatEstimateText } from "@/components/format/interval"
import { formatPercent } from "@/components/format/percent"
import { Button } from "@/components/ui/button"
import type { ThresholdEvidence } from "@/lib/contracts/evidence"
import { NumberField } from "./number-field"
import type { EvidenceControl } from "./use-evidence"

interface EvidenceClaimProps {
  control: EvidenceControl
  evidence: ThresholdEvidence
  /** The threshold that the recipe has. */
  used: number | null
  onUse: (threshold: number) => void
}

/** The precision asked for, and the lowest threshold that the labels prove to have it. */
export function EvidenceClaim({ control, evidence, used, onUse }: EvidenceClaimProps) {
  const { found } = evidence.claim
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2 border-kumo-hairline border-t px-3 py-3">
      <div className="w-24 shrink-0">
        <NumberField
          label="Precision, %"
          value={Math.round(control.precision * 1000) / 10}
          min={50}
          max={99}
          required
          onCommit={(percent) => percent !== null && control.setPrecision(percent / 100)}
        />
      </div>
      <p className="min-w-52 flex-1" aria-live="polite">
        {found ? <Proven claim={evidence.claim} found={found} /> : <Unproven evidence={evidence} />}
      </p>
      {found && (
        <Button disabled={used === found.threshold} onClick={() => onUse(found.threshold)}>
          {used === found.threshold ? "In use" : "Use this threshold"}
        </Button>
      )}
    </div>
  )
}

type Claim = ThresholdEvidence["claim"]

function Proven({ claim, found }: { claim: Claim; found: NonNullable<Claim["found"]> }) {
  return (
    <>
      The lowest threshold whose precision is at least {formatPercent(claim.precision, 0)} with{" "}
      {formatPercent(claim.level, 0)} confidence is{" "}
      <strong className="font-semibold tabular">{formatThreshold(found.threshold)}</strong>:{" "}
      {formatCountOf(found.precision.n, "label")}, precision {formatEstimateText(found.precision, "percent")},
      recall {formatEstimateText(found.recall, "percent")}, {formatCountOf(found.kept, "episode")}.
    </>
  )
}

function Unproven({ evidence }: { evidence: ThresholdEvidence }) {
  const { claim, labels } = evidence
  const few = labels.good + labels.bad < claim.labelsToBegin
  return (
    <>
      No threshold is proven to have a precision of {formatPercent(claim.precision, 0)} with{" "}
      {formatPercent(claim.level, 0)} confidence yet
      {few
        ? `: ${formatCount(labels.good + labels.bad)} of the ${formatCount(claim.labelsToBegin)} labels to begin with.`
        : "."}
    </>
  )
}
