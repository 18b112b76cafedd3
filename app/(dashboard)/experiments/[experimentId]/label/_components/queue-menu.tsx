"use client"

import { DotsThreeIcon } from "@phosphor-icons/react/dist/ssr/DotsThree"
import { useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Menu } from "@/components/ui/menu"
import { deleteQueue, getQueue, listQueues, type QueueRecord, updateQueue } from "@/lib/contracts/queues"

/** Close, reopen, delete. */
export function QueueMenu({ queue }: { queue: QueueRecord }) {
  const may = usePermission("queue.manage")
  const [deleting, setDeleting] = useState(false)
  const { experimentId, id: queueId, name, closedAt } = queue
  const refreshes = [listQueues, getQueue]
  const update = useChange(updateQueue, {
    refreshes,
    done: (changed) => (changed.closedAt ? `${name} is closed` : `${name} is open again`),
  })
  const remove = useChange(deleteQueue, { refreshes, done: () => `${name} is deleted` })
  if (!may) return null
  return (
    <>
      <Menu
        trigger={
          <Button size="xs" variant="ghost" icon={<DotsThreeIcon />} aria-label={`More for ${name}`} />
        }
        items={[
          {
            label: closedAt ? "Open again" : "Close",
            onSelect: () => update.mutate({ experimentId, queueId, closed: closedAt === null }),
          },
          { label: "Delete", danger: true, separated: true, onSelect: () => setDeleting(true) },
        ]}
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}?`}
        confirm="Delete"
        cancel="Keep it"
        destructive
        onConfirm={() => remove.mutate({ experimentId, queueId })}
      >
        The labels that its reviews gave stay. Who skipped what, check items and progress are gone.
      </ConfirmDialog>
    </>
  )
}
