import Link from "next/link"
import type { Column } from "@/components/data-table/column"
import { formatCount } from "@/components/format/count"
import { Estimate } from "@/components/ui/estimate"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot } from "@/components/ui/status-dot"
import type { BestRun, ExperimentRecord } from "@/lib/contracts/experiments"

export const EXPERIMENT_COLUMNS: readonly Column<ExperimentRecord>[] = [
  { id: "name", header: "Name", cell: (experiment) => <ExperimentName experiment={experiment} /> },
  { id: "runs", header: "Runs", align: "right", cell: ({ counts }) => formatCount(counts.runs) },
  { id: "episodes", header: "Episodes", align: "right", cell: ({ counts }) => formatCount(counts.episodes) },
  {
    id: "teacher",
    header: "Best teacher",
    align: "right",
    cell: ({ best }) => <Best run={best.teacher} />,
    phone: true,
  },
  { id: "student", header: "Best student", align: "right", cell: ({ best }) => <Best run={best.student} /> },
  { id: "labelled", header: "Labelled", align: "right", cell: ({ counts }) => formatCount(counts.labelled) },
  { id: "datasets", header: "Datasets", align: "right", cell: ({ counts }) => formatCount(counts.datasets) },
  {
    id: "created",
    header: "Created",
    align: "right",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

function ExperimentName({ experiment }: { experiment: ExperimentRecord }) {
  return (
    <span className="flex min-w-0 max-w-[460px] items-baseline gap-1.5">
      <Link
        href={`/experiments/${experiment.id}`}
        className="shrink-0 rounded-sm font-medium hover:underline max-md:shrink max-md:truncate"
      >
        {experiment.name}
      </Link>
      {experiment.recomputing && <StatusDot tone="running">recomputing</StatusDot>}
      <span className="truncate text-kumo-subtle text-note max-md:hidden" title={experiment.question}>
        {experiment.question}
      </span>
    </span>
  )
}

function Best({ run }: { run: BestRun | null }) {
  if (!run) return <span className="text-kumo-subtle">–</span>
  return (
    <span className="inline-flex items-baseline justify-end gap-2">
      <span className="max-w-[160px] truncate text-kumo-subtle text-note max-lg:hidden">{run.modelName}</span>
      <Estimate estimate={run.successRate} unit="percent" strong />
    </span>
  )
}
