"use client"

import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { useViewer } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { ShownOnce } from "@/components/ui/shown-once"
import { createKey, listKeys } from "@/lib/contracts/keys"
import { hasRole, type Role } from "@/lib/domain/policy"
import { RoleSelect } from "./role-select"

export interface CreateKeyDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Names a key and its role, then shows it once. */
export function CreateKeyDialog({ open, onOpenChange }: CreateKeyDialogProps) {
  const formId = useId()
  const own = useViewer()?.role ?? "viewer"
  const [role, setRole] = useState<Role>(hasRole(own, "editor") ? "editor" : own)
  const create = useChange(createKey, { refreshes: [listKeys] })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    create.mutate({ name: String(new FormData(event.currentTarget).get("name")), role })
  }

  function change(isOpen: boolean) {
    onOpenChange(isOpen)
    if (!isOpen) create.reset()
  }

  const footer = create.data ? (
    <Button variant="primary" onClick={() => change(false)}>
      Done
    </Button>
  ) : (
    <Button variant="primary" type="submit" form={formId} loading={create.isPending}>
      Create the key
    </Button>
  )
  return (
    <Dialog
      title={create.data ? create.data.name : "New API key"}
      size="base"
      open={open}
      onOpenChange={change}
      footer={footer}
    >
      {create.data ? (
        <ShownOnce value={create.data.key} label="API key" note="Keep it where your scripts read secrets." />
      ) : (
        <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
          {create.error && <Banner tone="error">{create.error.message}</Banner>}
          <Input name="name" label="Name" showLabel placeholder="training box" required maxLength={100} />
          <RoleSelect label="Role" showLabel value={role} onChange={setRole} max={own} />
        </form>
      )}
    </Dialog>
  )
}
