"use client"

import Link from "next/link"
import { useRouter } from "next/navigation"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { runHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { ROLE_WORDS } from "@/components/run/run-role"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { TextLink } from "@/components/ui/text-link"
import type { getModel } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"

type Model = RouteOutput<typeof getModel>

const COLUMNS: readonly Column<Model["runs"][number]>[] = [
  {
    id: "name",
    header: "Run",
    cell: (run) => (
      <Link href={runHref(run.experimentId, run.runId)} className="rounded-sm font-medium hover:underline">
        {run.name}
      </Link>
    ),
  },
  {
    id: "experiment",
    header: "Experiment",
    phone: true,
    cell: (run) => <TextLink href={`/experiments/${run.experimentId}`}>{run.experimentName}</TextLink>,
  },
  { id: "role", header: "Role", cell: ({ role }) => ROLE_WORDS[role] },
  {
    id: "episodes",
    header: "Episodes",
    align: "right",
    cell: ({ episodeCount }) => formatCount(episodeCount),
  },
  {
    id: "created",
    header: "Created",
    align: "right",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

/** Where this model acted. */
export function ModelRunsPanel({ model }: { model: Model }) {
  const router = useRouter()
  return (
    <Panel title="Runs" note="of this model, newest first">
      <DataTable
        label="Runs"
        keys="Runs"
        columns={COLUMNS}
        rows={model.runs}
        rowId={({ runId }) => runId}
        onOpen={(run) => router.push(runHref(run.experimentId, run.runId))}
        empty={<p className="px-4 py-8 text-center text-kumo-subtle">No run uses this model yet.</p>}
      />
    </Panel>
  )
}
