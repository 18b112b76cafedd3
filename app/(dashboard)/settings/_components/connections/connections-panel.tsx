"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount } from "@/components/format/count"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { Panel } from "@/components/ui/panel"
import { routeQuery } from "@/lib/api-client/query"
import { type ConnectionRecord, listConnections } from "@/lib/contracts/connections"
import { CONNECTION_KIND_TEXTS } from "@/lib/domain/connection-kind"
import { ConnectionActions } from "./connection-actions"
import { ConnectionDialog } from "./connection-dialog"

function describeKey({ hasSecret, headerNames }: ConnectionRecord): string {
  const headers = headerNames.length > 0 ? `${headerNames.length} headers` : null
  return [hasSecret ? "stored" : null, headers].filter(Boolean).join(", ") || "none"
}

const COLUMNS: Column<ConnectionRecord>[] = [
  { id: "name", header: "Name", cell: ({ name }) => <span className="font-medium">{name}</span> },
  { id: "kind", header: "Kind", cell: ({ kind }) => CONNECTION_KIND_TEXTS[kind].title },
  {
    id: "url",
    header: "Base URL",
    cell: ({ baseUrl }) => <code className="text-[12px]/4">{baseUrl}</code>,
  },
  { id: "key", header: "Key", cell: describeKey },
  {
    id: "network",
    header: "Network",
    cell: ({ allowPrivate }) => (allowPrivate ? "private allowed" : "public"),
  },
  {
    id: "limit",
    header: "Requests/min",
    align: "right",
    cell: ({ requestsPerMinute }) =>
      requestsPerMinute === null ? "no limit" : formatCount(requestsPerMinute),
  },
  { id: "models", header: "Models", align: "right", cell: ({ modelCount }) => formatCount(modelCount) },
  {
    id: "actions",
    header: "",
    align: "right",
    phone: true,
    cell: (connection) => <ConnectionActions connection={connection} />,
  },
]

/** The endpoints whose models can be evaluated. */
export function ConnectionsPanel() {
  const connections = useQuery(routeQuery(listConnections, {}))
  return (
    <Panel
      title="Connections"
      note="Keys are encrypted, bound to their base URL, and never shown again"
      refetching={connections.isFetching && !connections.isPending}
      actions={<Connect />}
    >
      {connections.error && (
        <Banner
          tone="error"
          title="The list did not load."
          action={
            <Button size="xs" onClick={() => connections.refetch()}>
              Retry
            </Button>
          }
        >
          {connections.error.message}
        </Banner>
      )}
      <DataTable
        label="Connections"
        columns={COLUMNS}
        rows={connections.data?.items}
        rowId={({ id }) => id}
        empty={
          <Empty title="No endpoint is connected" actions={<Connect />}>
            Connect a provider, a gateway or a server of your own that speaks OpenAI's chat completions, and
            its models can be teachers, students and simulated users. BabyAI and multi-hop need none.
          </Empty>
        }
      />
    </Panel>
  )
}

function Connect() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Gated permission="workspace.manage">
        {(disabled) => (
          <Button variant="primary" disabled={disabled} onClick={() => setIsOpen(true)}>
            Connect an endpoint
          </Button>
        )}
      </Gated>
      {isOpen && <ConnectionDialog onOpenChange={setIsOpen} />}
    </>
  )
}
