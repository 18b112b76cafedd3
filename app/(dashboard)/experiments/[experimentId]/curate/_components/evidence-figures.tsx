"use client"

import { useThreshold } from "@/components/charts/threshold-context"
import { formatThreshold } from "@/components/dataset/rule-text"
import { labelHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { LinkButton } from "@/components/ui/button"
import { Estimate } from "@/components/ui/estimate"
import type { ThresholdEvidence } from "@/lib/contracts/evidence"
import type { Estimate as EstimateValue } from "@/lib/domain/stats/estimate"
import { pointAt } from "./evidence-series"
import { LabelNextButton } from "./label-next-button"
import type { EvidenceControl } from "./use-evidence"

interface EvidenceFiguresProps {
  control: EvidenceControl
  evidence: ThresholdEvidence
}

/** What holds where the line stands, what it rests on, and what to label next. */
export function EvidenceFigures({ control, evidence }: EvidenceFiguresProps) {
  const { experimentId, runIds } = control.input
  return (
    <div className="border-kumo-hairline border-t px-3 py-3">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
        <FiguresHere evidence={evidence} />
        {control.view === "roc" && <Figure name="Area under the ROC" estimate={evidence.rankingQuality} />}
        <div className="ml-auto flex flex-wrap gap-2 max-md:ml-0">
          <LinkButton variant="ghost" href={labelHref(experimentId, runIds)}>
            Label as listed
          </LinkButton>
          <LabelNextButton control={control} evidence={evidence} />
        </div>
      </div>
      <ul className="mt-2 grid gap-0.5 text-kumo-subtle text-note">
        {remarksOn(evidence).map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </div>
  )
}

/** Follows the hand. */
function FiguresHere({ evidence }: { evidence: ThresholdEvidence }) {
  const threshold = useThreshold().value
  const isAnswered = threshold === null || threshold === evidence.at.threshold
  const here = isAnswered ? evidence.at : (pointAt(evidence.curve, threshold) ?? evidence.at)
  const text = formatThreshold(threshold ?? here.threshold)
  return (
    <>
      <Figure name={`Precision at ${text}`} estimate={here.precision} />
      <Figure name={`Recall at ${text}`} estimate={here.recall} />
    </>
  )
}

function Figure({ name, estimate }: { name: string; estimate: EstimateValue }) {
  return (
    <div>
      <div className="text-head text-kumo-subtle">{name}</div>
      <Estimate estimate={estimate} unit="percent" size="figure" />
      <div className="text-kumo-subtle text-note tabular">n = {formatCount(estimate.n)}</div>
    </div>
  )
}

/** What the figures rest on, and what they do not speak about. */
function remarksOn(evidence: ThresholdEvidence): string[] {
  const { labels, sample, leftAside } = evidence
  const outside = labels.all - labels.drawn
  const remarks = [
    `${formatCount(labels.good)} good, ${formatCount(labels.bad)} bad, ${formatCount(labels.unsure)} unsure left out. ${whatCounts(sample)}`,
    describeNeed(evidence),
    sample === "drawn" && outside > 0 && `${formatCountOf(outside, "label")} given outside a draw left out.`,
    sample === "drawn" &&
      labels.heldBack > 0 &&
      `${formatCountOf(labels.heldBack, "label")} will count once an earlier episode of the draw is labelled.`,
    sample === "drawn" &&
      labels.uncovered > 0 &&
      `${formatCountOf(labels.uncovered, "episode")} came after the last draw; the next one reaches them.`,
    leftAside.length > 0 &&
      `Without ${leftAside.length === 1 ? "rule" : "rules"} ${leftAside.map((rule) => rule + 1).join(", ")}: rules over labels and later ones that choose are left aside.`,
  ]
  return remarks.filter((remark) => remark !== false)
}

function whatCounts(sample: ThresholdEvidence["sample"]): string {
  if (sample === "drawn") return "Each drawn label weighs by how many episodes it stands for."
  return "Taken as a plain sample: true only if nobody chose what to label."
}

function describeNeed({ at, claim }: ThresholdEvidence): string {
  const place = `at ${formatThreshold(at.threshold)}`
  const asked = formatPercent(claim.precision, 0)
  if (!at.needed) return `Precision ${place} is not above ${asked}; more labels would not prove it there.`
  const { byValue, atRandom } = at.needed
  if (byValue === 0) return `Taken alone, the labels ${place} suffice for ${asked}.`
  return `To prove ${asked} ${place}: about ${formatCountOf(byValue, "label")} more by value, ${formatCount(atRandom)} at random.`
}
