"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { useChange } from "@/components/shell/use-change"
import { Gated, usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { routeQuery } from "@/lib/api-client/query"
import { deleteInvitation, type InvitationRecord, listInvitations } from "@/lib/contracts/invitations"
import { InviteDialog } from "./invite-dialog"

/** The invitations that wait for an answer. */
export function InvitationsPanel() {
  const mayManage = usePermission("user.manage")
  const [isInviting, setIsInviting] = useState(false)
  const invitations = useQuery({ ...routeQuery(listInvitations, {}), enabled: mayManage })
  const revoke = useChange(deleteInvitation, {
    refreshes: [listInvitations],
    done: () => "The invitation is revoked; its link no longer works",
  })
  const columns: Column<InvitationRecord>[] = [
    { id: "email", header: "E-mail", cell: ({ email }) => <span className="font-medium">{email}</span> },
    { id: "role", header: "Role", cell: ({ role }) => role },
    { id: "created", header: "Sent", align: "right", cell: (row) => <RelativeTime at={row.createdAt} /> },
    { id: "expires", header: "Ends", align: "right", cell: (row) => <RelativeTime at={row.expiresAt} /> },
    {
      id: "actions",
      header: "",
      align: "right",
      phone: true,
      width: "80px",
      cell: ({ id, email }) => (
        <Button
          size="xs"
          variant="ghost"
          aria-label={`Revoke the invitation of ${email}`}
          onClick={() => revoke.mutate({ invitationId: id })}
        >
          Revoke
        </Button>
      ),
    },
  ]
  const invite = (
    <Gated permission="user.manage">
      {(disabled) => (
        <Button variant="primary" disabled={disabled} onClick={() => setIsInviting(true)}>
          Invite
        </Button>
      )}
    </Gated>
  )
  return (
    <Panel
      title="Invitations"
      note="A link works once and for seven days"
      refetching={invitations.isFetching && !invitations.isPending}
      actions={invitations.data?.items.length === 0 ? undefined : invite}
    >
      {mayManage ? (
        <DataTable
          label="Invitations"
          columns={columns}
          rows={invitations.data?.items}
          rowId={({ id }) => id}
          empty={
            <Empty title="No invitation is open" actions={invite}>
              Sign-up is closed: people join by an invitation to their e-mail address.
            </Empty>
          }
        />
      ) : (
        <Empty title="Administrators see and send invitations">
          Sign-up is closed: people join by an invitation to their e-mail address.
        </Empty>
      )}
      <InviteDialog open={isInviting} onOpenChange={setIsInviting} />
    </Panel>
  )
}
