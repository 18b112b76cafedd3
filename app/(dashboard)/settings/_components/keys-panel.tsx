"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { useChange } from "@/components/shell/use-change"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { routeQuery } from "@/lib/api-client/query"
import { type ApiKeyRecord, deleteKey, listKeys } from "@/lib/contracts/keys"
import { CreateKeyDialog } from "./create-key-dialog"

/** The caller's own API keys. */
export function KeysPanel() {
  const [isCreating, setIsCreating] = useState(false)
  const keys = useQuery(routeQuery(listKeys, {}))
  const create = (
    <Button variant="primary" onClick={() => setIsCreating(true)}>
      New API key
    </Button>
  )
  const columns: Column<ApiKeyRecord>[] = [
    { id: "name", header: "Name", cell: ({ name }) => <span className="font-medium">{name}</span> },
    { id: "key", header: "Key", cell: ({ prefix }) => <code className="text-[12px]/4">{prefix}…</code> },
    { id: "role", header: "Role", cell: ({ role }) => role, phone: true },
    {
      id: "used",
      header: "Last used",
      align: "right",
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : "never"),
    },
    { id: "created", header: "Created", align: "right", cell: (row) => <RelativeTime at={row.createdAt} /> },
    {
      id: "actions",
      header: "",
      align: "right",
      cell: (row) => <Revoke apiKey={row} />,
      phone: true,
      width: "80px",
    },
  ]
  return (
    <Panel
      title="Your API keys"
      note="For scripts: Authorization: Bearer wn_…"
      refetching={keys.isFetching && !keys.isPending}
      actions={keys.data?.items.length ? create : undefined}
    >
      <DataTable
        label="API keys"
        columns={columns}
        rows={keys.data?.items}
        rowId={({ id }) => id}
        empty={
          <Empty title="You have no API key" actions={create}>
            A training script sends its episodes with one. It can be given less than your own role.
          </Empty>
        }
      />
      <CreateKeyDialog open={isCreating} onOpenChange={setIsCreating} />
    </Panel>
  )
}

function Revoke({ apiKey }: { apiKey: ApiKeyRecord }) {
  const [isAsking, setIsAsking] = useState(false)
  const revoke = useChange(deleteKey, { refreshes: [listKeys], done: () => `${apiKey.name} is revoked` })
  return (
    <>
      <Button
        size="xs"
        variant="ghost"
        aria-label={`Revoke ${apiKey.name}`}
        loading={revoke.isPending}
        onClick={() => setIsAsking(true)}
      >
        Revoke
      </Button>
      <ConfirmDialog
        title={`Revoke ${apiKey.name}?`}
        open={isAsking}
        onOpenChange={setIsAsking}
        confirm="Revoke"
        cancel="Keep it"
        destructive
        onConfirm={() => revoke.mutate({ keyId: apiKey.id })}
      >
        Scripts that use this key stop working at once, and it cannot be brought back.
      </ConfirmDialog>
    </>
  )
}
