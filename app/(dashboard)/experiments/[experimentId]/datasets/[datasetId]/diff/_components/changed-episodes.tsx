import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount } from "@/components/format/count"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import type { DatasetDiff, DatasetDifference } from "@/lib/contracts/dataset-checks"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { explainAbsence } from "./explain-absence"

interface ChangedEpisodesProps {
  experimentId: string
  before: DatasetRecord
  after: DatasetRecord
  diff: DatasetDiff
}

const CHANGE_WORDS: Record<DatasetDifference["change"], string> = {
  entered: "entered",
  left: "left",
  moved: "changed sides",
}

/** Every episode that changed, with the reason. */
export function ChangedEpisodes({ experimentId, before, after, diff }: ChangedEpisodesProps) {
  const { entered, left, moved } = diff.counts
  const all = entered + left + moved
  const why = ({ change, absence, from, to }: DatasetDifference) =>
    absence ? explainAbsence(absence, change === "entered" ? before : after) : `from ${from} to ${to}`
  const columns: Column<DatasetDifference>[] = [
    {
      id: "task",
      header: "Episode of task",
      cell: ({ episodeId, taskKey, taskTitle }) => (
        <TextLink
          href={`/experiments/${experimentId}/episodes/${episodeId}`}
          className="block max-w-[360px] truncate max-md:max-w-40"
        >
          {taskTitle ?? taskKey}
        </TextLink>
      ),
    },
    { id: "run", header: "Run", cell: ({ runName }) => <span className="text-kumo-subtle">{runName}</span> },
    { id: "change", header: "Change", phone: true, cell: ({ change }) => CHANGE_WORDS[change] },
    {
      id: "why",
      header: "Why",
      cell: (row) => <span className="block max-w-[420px] truncate text-kumo-subtle">{why(row)}</span>,
    },
  ]
  return (
    <Panel
      title="Episodes"
      note={
        all > diff.episodes.length
          ? `the first ${formatCount(diff.episodes.length)} of ${formatCount(all)}`
          : undefined
      }
    >
      <DataTable
        label="Episodes that changed"
        columns={columns}
        rows={diff.episodes}
        rowId={({ episodeId }) => episodeId}
        empty={<Empty title="Both hold the same episodes on the same sides" />}
      />
    </Panel>
  )
}
