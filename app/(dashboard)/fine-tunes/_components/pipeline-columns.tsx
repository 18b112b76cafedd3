import Link from "next/link"
import type { Column } from "@/components/data-table/column"
import { pipelineHref } from "@/components/distill/links"
import { OBJECTIVE_WORDS, STAGE_WORDS, STATUS_WORDS, VERDICT_BADGES } from "@/components/distill/words"
import { formatPercent } from "@/components/format/percent"
import { Badge } from "@/components/ui/badge"
import { Estimate } from "@/components/ui/estimate"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import { TextLink } from "@/components/ui/text-link"
import type { PipelineSummary } from "@/lib/contracts/pipelines"

/** `experiments` are names by id. */
export function pipelineColumns(experiments: ReadonlyMap<string, string>): Column<PipelineSummary>[] {
  return [
    {
      id: "student",
      header: "Student",
      cell: (pipeline) => (
        <Link
          href={pipelineHref(pipeline)}
          className="block max-w-[360px] truncate rounded-sm font-medium hover:underline max-md:max-w-[190px]"
        >
          {pipeline.name}
        </Link>
      ),
    },
    {
      id: "status",
      header: "Status",
      phone: true,
      cell: (pipeline) => <PipelineStatus pipeline={pipeline} />,
    },
    { id: "teacher", header: "Teacher", cell: ({ teacherName }) => teacherName },
    { id: "objective", header: "Objective", cell: ({ inputs }) => OBJECTIVE_WORDS[inputs.objective] },
    {
      id: "difference",
      header: "Against the teacher",
      align: "right",
      cell: ({ verdict }) => <Estimate estimate={verdict?.difference} unit="points" strong />,
    },
    {
      id: "experiment",
      header: "Experiment",
      cell: ({ experimentId }) => (
        <TextLink href={`/experiments/${experimentId}`}>
          {experiments.get(experimentId) ?? "Open experiment"}
        </TextLink>
      ),
    },
    {
      id: "age",
      header: "Started",
      align: "right",
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ]
}

/** The verdict once there is one; before, how far it is. */
function PipelineStatus({ pipeline: { status, stages, verdict } }: { pipeline: PipelineSummary }) {
  if (status === "done" && verdict) {
    const { tone, words } = VERDICT_BADGES[verdict.kind]
    return <Badge tone={tone}>{words}</Badge>
  }
  const stage = stages.find((one) => one.status === "running" || one.status === "failed")
  const { tone, words } = STATUS_WORDS[status]
  if (!stage) return <StatusDot tone={tone}>{words}</StatusDot>
  if (status === "failed") return <StatusDot tone={tone}>{`${STAGE_WORDS[stage.name]} failed`}</StatusDot>
  const share = stage.progress === null ? "" : ` ${formatPercent(stage.progress, 0)}`
  return <StatusDot tone={tone}>{`${STAGE_WORDS[stage.name]}${share}`}</StatusDot>
}
