import type { Column } from "@/components/data-table/column"
import { formatCount } from "@/components/format/count"
import { formatTokens } from "@/components/format/tokens"
import { CopyText } from "@/components/ui/copy-text"
import { RelativeTime } from "@/components/ui/relative-time"
import { TextLink } from "@/components/ui/text-link"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { SPLITS } from "@/lib/domain/episode"

export function datasetHref({ experimentId, id }: Pick<DatasetRecord, "experimentId" | "id">): string {
  return `/experiments/${experimentId}/datasets/${id}`
}

export const DATASET_COLUMNS: readonly Column<DatasetRecord>[] = [
  {
    id: "name",
    header: "Dataset",
    cell: (row) => (
      <TextLink href={datasetHref(row)} className="font-medium">
        {row.name}
      </TextLink>
    ),
  },
  {
    id: "recipe",
    header: "Recipe",
    cell: ({ manifest }) => (
      <span className="text-kumo-subtle">
        {manifest.recipe.name} v{manifest.recipe.version}
      </span>
    ),
  },
  {
    id: "runs",
    header: "From",
    cell: ({ manifest }) => (
      <span className="text-kumo-subtle">{manifest.runs.map(({ name }) => name).join(", ")}</span>
    ),
  },
  {
    id: "episodes",
    header: "Episodes",
    align: "right",
    phone: true,
    cell: ({ episodeCount }) => <span className="font-medium">{formatCount(episodeCount)}</span>,
  },
  {
    id: "split",
    header: "Train · validation · test",
    align: "right",
    cell: ({ manifest }) =>
      SPLITS.map((split) => formatCount(manifest.counts.bySplit[split].episodes)).join(" · "),
  },
  { id: "tasks", header: "Tasks", align: "right", cell: ({ taskCount }) => formatCount(taskCount) },
  { id: "tokens", header: "Tokens", align: "right", cell: ({ tokenCount }) => formatTokens(tokenCount) },
  { id: "hash", header: "Hash", cell: ({ hash }) => <CopyText value={hash} label="Copy hash" /> },
  {
    id: "created",
    header: "Created",
    align: "right",
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]
