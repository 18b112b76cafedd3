"use client"

import { DotsThreeIcon } from "@phosphor-icons/react/dist/ssr/DotsThree"
import { useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Gated, usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Menu } from "@/components/ui/menu"
import { type ConnectionRecord, deleteConnection, listConnections } from "@/lib/contracts/connections"
import { listModels } from "@/lib/contracts/models"
import { AddModelDialog } from "./add-model-dialog"
import { ConnectionDialog } from "./connection-dialog"
import { TestDialog } from "./test-dialog"

type Opened = "add" | "test" | "edit" | "delete"

/** Adding a model, testing, editing and deleting. Editors add models; the rest is for administrators. */
export function ConnectionActions({ connection }: { connection: ConnectionRecord }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const mayManage = usePermission("workspace.manage")
  const close = (open: boolean) => !open && setOpened(null)
  const items = [
    { label: "Add a model", onSelect: () => setOpened("add") },
    { label: "Test", onSelect: () => setOpened("test"), disabled: !mayManage },
    { label: "Edit", onSelect: () => setOpened("edit"), disabled: !mayManage },
    {
      label: "Delete",
      onSelect: () => setOpened("delete"),
      disabled: !mayManage,
      danger: true,
      separated: true,
    },
  ]
  return (
    <>
      <Gated permission="model.write">
        {(disabled) => {
          const button = (
            <Button
              variant="ghost"
              shape="square"
              size="xs"
              icon={<DotsThreeIcon size={18} weight="bold" className="text-kumo-subtle" />}
              aria-label={`Actions for ${connection.name}`}
              disabled={disabled}
            />
          )
          return disabled ? button : <Menu trigger={button} items={items} />
        }}
      </Gated>
      {opened === "add" && <AddModelDialog connection={connection} onOpenChange={close} />}
      {opened === "test" && <TestDialog connection={connection} onOpenChange={close} />}
      {opened === "edit" && <ConnectionDialog connection={connection} onOpenChange={close} />}
      <DeleteDialog connection={connection} open={opened === "delete"} onOpenChange={close} />
    </>
  )
}

interface DeleteDialogProps {
  connection: ConnectionRecord
  open: boolean
  onOpenChange: (open: boolean) => void
}

function DeleteDialog({ connection, open, onOpenChange }: DeleteDialogProps) {
  const remove = useChange(deleteConnection, {
    refreshes: [listConnections, listModels],
    done: () => `${connection.name} and its key are deleted`,
  })
  const { modelCount } = connection
  const models = modelCount === 1 ? "One model uses it: it" : `${modelCount} models use it: they`
  return (
    <ConfirmDialog
      title={`Delete ${connection.name}?`}
      open={open}
      onOpenChange={onOpenChange}
      confirm="Delete"
      cancel="Keep it"
      destructive
      onConfirm={() => remove.mutate({ connectionId: connection.id })}
    >
      Its key is deleted with it and cannot be brought back.
      {modelCount > 0 && ` ${models} and all results stay, but cannot be run any more.`}
    </ConfirmDialog>
  )
}
