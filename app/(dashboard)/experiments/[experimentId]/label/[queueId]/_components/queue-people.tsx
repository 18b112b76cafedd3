"use client"

import { formatCount, formatCountOf } from "@/components/format/count"
import { formatWait } from "@/components/format/duration"
import { usePermission } from "@/components/shell/viewer"
import { Panel } from "@/components/ui/panel"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import type { QueueDetail } from "@/lib/contracts/queues"
import { QueueDisagreements } from "./queue-disagreements"

/** Who has done what, and where they disagree. */
export function QueuePeople({ queue }: { queue: QueueDetail }) {
  const manages = usePermission("queue.manage")
  const { counts, people } = queue
  const left = counts.reviews - counts.submitted
  return (
    <div className="mx-auto grid h-full w-full max-w-[960px] content-start gap-3 overflow-y-auto p-3.5">
      <Panel
        title="Progress"
        note={`${formatCount(counts.submitted)} of ${formatCountOf(counts.reviews, "review")}, ${formatCount(left)} left, ${formatCount(counts.held)} held`}
      >
        {people.length === 0 ? (
          <p className="px-3.5 py-4 text-kumo-subtle">Nobody has been handed an item yet.</p>
        ) : (
          <Table>
            <thead>
              <tr>
                <TableHead>Person</TableHead>
                <TableHead align="right">Reviewed</TableHead>
                <TableHead align="right">Skipped</TableHead>
                <TableHead align="right">Median time</TableHead>
                <TableHead align="right">Check items right</TableHead>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <TableRow key={person.userId}>
                  <TableCell>{person.name}</TableCell>
                  <TableCell align="right">{formatCount(person.submitted)}</TableCell>
                  <TableCell align="right">{formatCount(person.skipped)}</TableCell>
                  <TableCell align="right">
                    {person.medianMs === null ? "–" : formatWait(person.medianMs)}
                  </TableCell>
                  <TableCell align="right">{describeChecks(person.gold)}</TableCell>
                </TableRow>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
      {manages && <QueueDisagreements queue={queue} />}
    </div>
  )
}

function describeChecks(gold: QueueDetail["people"][number]["gold"]): string {
  if (gold === null) return "once closed"
  return gold.answered === 0 ? "–" : `${gold.right} of ${gold.answered}`
}
