import type { ReactNode } from "react"
import { VERDICT_BADGES } from "@/components/distill/words"
import { formatDuration } from "@/components/format/duration"
import { formatEstimateText } from "@/components/format/interval"
import { formatPercent } from "@/components/format/percent"
import { formatFraction, formatTimes } from "@/components/format/ratio"
import { formatUsd } from "@/components/format/usd"
import { CostEstimate } from "@/components/run/cost-estimate"
import { Badge } from "@/components/ui/badge"
import { Estimate } from "@/components/ui/estimate"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { PipelineFinishedProps } from "./pipeline-finished"
import { WhoToWhom } from "./who-to-whom"

type Verdict = NonNullable<PipelineRecord["verdict"]>

/** The sentence, its statistics, and the five figures one decides by. */
export function VerdictPanel(
  props: Pick<PipelineFinishedProps, "pipeline" | "verdict" | "runs" | "entityOf">,
) {
  const { pipeline, verdict, entityOf } = props
  const badge = VERDICT_BADGES[verdict.kind]
  return (
    <section aria-label="Verdict" className="rounded-lg bg-kumo-base ring ring-kumo-hairline">
      <div className="px-4 pt-4 pb-3.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-kumo-subtle text-note">
          <Badge tone={badge.tone}>{badge.words}</Badge>
          <WhoToWhom pipeline={pipeline} entityOf={entityOf} />
          <span className="tabular">{describeEnd(pipeline)}</span>
        </p>
        <h1 className="mt-2 font-semibold text-[18px]/[25px] md:text-verdict">{headline(verdict)}</h1>
        <p className="mt-1.5 max-w-[110ch] text-kumo-subtle tabular">{verdict.sentence}</p>
      </div>
      <Figures {...props} />
    </section>
  )
}

function headline({ kind, student, teacher, difference }: Verdict): string {
  const rates = `The student solves ${formatPercent(student.successRate.value)} of ${difference.tasks} held-out tasks, the teacher ${formatPercent(teacher.successRate.value)}.`
  switch (kind) {
    case "better":
      return `${rates} The student is better.`
    case "worse":
      return `${rates} The student is worse.`
    case "inside_margin":
      return `${rates} That is within your margin.`
    case "cannot_tell":
      return `${rates} These tasks cannot tell them apart.`
  }
}

function describeEnd({ startedAt, finishedAt, spentUsd, hosted, bill }: PipelineRecord): string {
  const took = startedAt && finishedAt ? Date.parse(finishedAt) - Date.parse(startedAt) : null
  const attempts = spentUsd > 0 ? `${formatUsd(spentUsd)} spent on attempts` : null
  if (!hosted || hosted.isOwn) return `${formatDuration(took)}, ${attempts ?? "no bill"}`
  const known = (bill?.trainingUsd ?? 0) + (bill?.endpointUsd ?? 0) + spentUsd
  const billed = known > 0 ? `${formatUsd(known)} known of the bill` : "bill not known yet"
  return `${formatDuration(took)}, ${billed}`
}

function Figures({ pipeline, verdict, runs }: Pick<PipelineFinishedProps, "pipeline" | "verdict" | "runs">) {
  const { student, teacher, difference, costRatio } = verdict
  const own = runs.find(({ id }) => id === pipeline.studentRunId)?.statistics.cost
  const other = runs.find(({ id }) => id === pipeline.teacherEvaluationRunId)?.statistics.cost
  const notional = own?.kinds.notional || other?.kinds.notional ? ", notional prices" : ""
  return (
    <dl className="grid border-kumo-hairline border-t min-[480px]:grid-cols-2 md:grid-cols-3 xl:grid-cols-5">
      <Figure
        name="Success"
        value={<Estimate estimate={student.successRate} unit="percent" size="figure" />}
        note={`teacher ${formatEstimateText(teacher.successRate, "percent")}`}
      />
      <Figure
        name="Paired difference"
        value={<Estimate estimate={difference} unit="points" size="figure" />}
        note={`p = ${verdict.p < 0.001 ? "< 0.001" : verdict.p.toFixed(3)}, ${difference.tasks} tasks`.replace(
          "= <",
          "<",
        )}
      />
      <Figure
        name="Cost per task"
        value={own ? <CostEstimate cost={own} size="figure" interval /> : "–"}
        note={other ? `teacher ${formatEstimateText(other.perTaskUsd, "usd")}${notional}` : "teacher –"}
      />
      <Figure
        name="Cost per success"
        value={<span className="font-semibold text-figure tabular">{ratioWords(costRatio.value)}</span>}
        note={`of the teacher${ratioInterval(costRatio)}${notional}`}
      />
      <Figure
        name="Latency p95"
        value={<Latency estimate={student.latencyP95Ms} />}
        note={`teacher ${formatDuration(teacher.latencyP95Ms.value)}, as measured here`}
      />
    </dl>
  )
}

function ratioWords(ratio: number | null): string {
  if (ratio === null) return "–"
  return ratio <= 0.5 ? formatFraction(ratio) : formatTimes(ratio)
}

function ratioInterval({ low, high }: Verdict["costRatio"]): string {
  return low === null || high === null ? "" : ` [${ratioWords(low)}, ${ratioWords(high)}]`
}

/** Milliseconds here and seconds there: the unit goes by the size. */
function Latency({ estimate: { value, low, high } }: { estimate: Verdict["costRatio"] }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1 tabular">
      <span className="font-semibold text-figure">{formatDuration(value)}</span>
      {low !== null && high !== null && (
        <span className="text-kumo-subtle text-note">
          [{formatDuration(low)}, {formatDuration(high)}]
        </span>
      )}
    </span>
  )
}

function Figure({ name, value, note }: { name: string; value: ReactNode; note: string }) {
  return (
    <div className="min-w-0 border-kumo-hairline px-4 py-3 max-md:border-t md:border-l md:first:border-l-0">
      <dt className="text-kumo-subtle text-note">{name}</dt>
      <dd>
        {value}
        <p className="text-kumo-subtle text-note tabular">{note}</p>
      </dd>
    </div>
  )
}
