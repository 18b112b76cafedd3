"use client"

import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { ShownOnce } from "@/components/ui/shown-once"
import { createInvitation, listInvitations } from "@/lib/contracts/invitations"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Role } from "@/lib/domain/policy"
import { RoleSelect } from "./role-select"

type Invited = RouteOutput<typeof createInvitation>

const MAIL_NOTES: Record<Invited["mail"], string> = {
  sent: "It was also sent by e-mail.",
  failed: "The e-mail could not be sent; pass the link on yourself.",
  off: "No mail server is configured (SMTP_URL): pass the link on yourself.",
}

export interface InviteDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Asks for an address and a role, then shows the link once. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const formId = useId()
  const [role, setRole] = useState<Role>("labeler")
  const invite = useChange(createInvitation, { refreshes: [listInvitations] })

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    invite.mutate({ email: String(new FormData(event.currentTarget).get("email")), role })
  }

  function change(isOpen: boolean) {
    onOpenChange(isOpen)
    if (!isOpen) invite.reset()
  }

  const footer = invite.data ? (
    <Button variant="primary" onClick={() => change(false)}>
      Done
    </Button>
  ) : (
    <Button variant="primary" type="submit" form={formId} loading={invite.isPending}>
      Create the link
    </Button>
  )
  return (
    <Dialog
      title={invite.data ? `Invitation for ${invite.data.email}` : "Invite somebody"}
      size="base"
      open={open}
      onOpenChange={change}
      footer={footer}
    >
      {invite.data ? (
        <ShownOnce value={invite.data.url} label="Invitation link" note={MAIL_NOTES[invite.data.mail]} />
      ) : (
        <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
          {invite.error && <Banner tone="error">{invite.error.message}</Banner>}
          <Input
            name="email"
            type="email"
            label="E-mail"
            showLabel
            required
            maxLength={254}
            autoComplete="off"
          />
          <RoleSelect label="Role" showLabel value={role} onChange={setRole} />
        </form>
      )}
    </Dialog>
  )
}
