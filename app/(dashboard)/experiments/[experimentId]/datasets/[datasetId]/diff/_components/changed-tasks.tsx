import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import type { DatasetDiff } from "@/lib/contracts/dataset-checks"

type Task = DatasetDiff["tasks"][number]

const COLUMNS: Column<Task>[] = [
  {
    id: "task",
    header: "Task",
    cell: ({ taskKey, taskTitle }) => (
      <span className="block max-w-[520px] truncate max-md:max-w-44">
        {taskTitle ? `${taskTitle} ` : ""}
        <span className={taskTitle ? "text-kumo-subtle" : ""}>{taskKey}</span>
      </span>
    ),
  },
  { id: "before", header: "Before", align: "right", phone: true, cell: ({ before }) => formatCount(before) },
  { id: "after", header: "After", align: "right", phone: true, cell: ({ after }) => formatCount(after) },
  { id: "entered", header: "Entered", align: "right", cell: ({ entered }) => signed("+", entered) },
  { id: "left", header: "Left", align: "right", cell: ({ left }) => signed("−", left) },
  { id: "moved", header: "Changed sides", align: "right", cell: ({ moved }) => signed("", moved) },
]

function signed(sign: string, count: number): string {
  return count === 0 ? "" : `${sign}${formatCount(count)}`
}

/** Episodes of each task before and after. */
export function ChangedTasks({ diff }: { diff: DatasetDiff }) {
  const hidden = diff.taskCount - diff.tasks.length
  return (
    <Panel
      title="Tasks"
      note={
        hidden > 0
          ? `the ${formatCount(diff.tasks.length)} that changed most of ${formatCount(diff.taskCount)}`
          : `${formatCountOf(diff.taskCount, "task")} changed`
      }
    >
      <DataTable
        label="Tasks that changed"
        columns={COLUMNS}
        rows={diff.tasks}
        rowId={({ taskKey }) => taskKey}
        empty={<Empty title="No task changed" />}
      />
    </Panel>
  )
}
