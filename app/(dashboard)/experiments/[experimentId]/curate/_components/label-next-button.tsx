"use client"

import { TargetIcon } from "@phosphor-icons/react/dist/ssr/Target"
import { useRouter } from "next/navigation"
import { drawHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button, type ButtonProps } from "@/components/ui/button"
import { drawLabels, type ThresholdEvidence } from "@/lib/contracts/evidence"
import type { EvidenceControl } from "./use-evidence"

interface LabelNextButtonProps {
  control: EvidenceControl
  evidence: ThresholdEvidence
  variant?: ButtonProps["variant"]
}

/** Draws the episodes whose labels narrow the evidence most, and goes to label them. */
export function LabelNextButton({ control, evidence, variant = "secondary" }: LabelNextButtonProps) {
  const router = useRouter()
  const { experimentId } = control.input
  const draw = useChange(drawLabels, {
    refreshes: [],
    onDone: ({ drawId }) =>
      router.push(drawHref(experimentId, { drawId, kind: "value", curate: window.location.search })),
  })
  const more = evidence.at.needed?.byValue ?? 0
  return (
    <Gated permission="label.write">
      {(disabled) => (
        <Button
          variant={variant}
          icon={<TargetIcon />}
          disabled={disabled || evidence.unlabelled === 0}
          loading={draw.isPending}
          onClick={() => draw.mutate({ ...control.input, threshold: evidence.at.threshold, kind: "value" })}
        >
          Label next by value{more > 0 ? ` (about ${formatCount(more)} more)` : ""}
        </Button>
      )}
    </Gated>
  )
}
