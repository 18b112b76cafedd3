"use client"

import { useQuery } from "@tanstack/react-query"
import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { formatCount } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Badge } from "@/components/ui/badge"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { routeQuery } from "@/lib/api-client/query"
import { getMe } from "@/lib/contracts/me"
import { listUsers, type UserRecord, updateUser } from "@/lib/contracts/users"
import { RoleSelect } from "./role-select"
import { UserActions } from "./user-actions"

/** Everybody in the workspace. */
export function UsersPanel() {
  const users = useQuery(routeQuery(listUsers, {}))
  const columns: Column<UserRecord>[] = [
    { id: "name", header: "Name", cell: (user) => <Name user={user} /> },
    { id: "email", header: "E-mail", cell: (user) => user.email ?? "–" },
    { id: "role", header: "Role", cell: (user) => <RoleCell user={user} />, phone: true, width: "130px" },
    {
      id: "seen",
      header: "Last seen",
      align: "right",
      cell: (user) => (user.lastSeenAt ? <RelativeTime at={user.lastSeenAt} /> : "–"),
    },
    {
      id: "actions",
      header: "",
      align: "right",
      cell: (user) => <UserActions user={user} />,
      phone: true,
      width: "56px",
    },
  ]
  const count = users.data?.count
  return (
    <Panel
      title="Users"
      note={
        count ? `${formatCount(count)} in this workspace; a change acts on their next request` : undefined
      }
      refetching={users.isFetching && !users.isPending}
    >
      {users.error && <Failed message={users.error.message} retry={() => users.refetch()} />}
      <DataTable
        label="Users"
        columns={columns}
        rows={users.data?.items}
        rowId={({ id }) => id}
        keys="Users"
      />
    </Panel>
  )
}

function Failed({ message, retry }: { message: string; retry: () => void }) {
  return (
    <Banner
      tone="error"
      title="The list did not load."
      action={
        <Button size="xs" onClick={retry}>
          Retry
        </Button>
      }
    >
      {message}
    </Banner>
  )
}

function Name({ user }: { user: UserRecord }) {
  const me = useQuery(routeQuery(getMe, {}))
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="truncate font-medium">{user.name}</span>
      {me.data?.id === user.id && <span className="text-kumo-subtle text-note">you</span>}
      {user.isLocal && <span className="text-kumo-subtle text-note max-md:hidden">this machine</span>}
      {user.disabledAt && <Badge tone="neutral">Disabled</Badge>}
    </span>
  )
}

function RoleCell({ user }: { user: UserRecord }) {
  const change = useChange(updateUser, {
    refreshes: [listUsers, getMe],
    done: (updated) => `${updated.name} is now ${updated.role}`,
  })
  if (user.isLocal) return user.role
  return (
    <Gated permission="user.manage">
      {(disabled) => (
        <RoleSelect
          label={`Role of ${user.name}`}
          size="xs"
          value={user.role}
          disabled={disabled || change.isPending}
          onChange={(role) => change.mutate({ userId: user.id, role })}
        />
      )}
    </Gated>
  )
}
