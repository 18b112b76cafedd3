"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount } from "@/components/format/count"
import { Page } from "@/components/shell/page"
import { useChange } from "@/components/shell/use-change"
import { Badge } from "@/components/ui/badge"
import { Button, LinkButton } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { Skeleton } from "@/components/ui/skeleton"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { listShares, revokeShare, type ShareRecord } from "@/lib/contracts/shares"

/** Every shared page of the experiment: who made it, until when, how often it was seen, and the way to close it. */
export function SharesView({ experimentId }: { experimentId: string }) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const shares = useQuery(routeQuery(listShares, { experimentId }))
  const revoke = useChange(revokeShare, {
    refreshes: [listShares],
    done: () => "Revoked: the link opens nothing now",
  })
  const items = shares.data?.items
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Compare", href: `/experiments/${experimentId}/compare` },
        { label: "Shared pages" },
      ]}
    >
      <PageHeader
        title="Shared pages"
        description="Frozen comparisons that people with the link read without an account. A link is shown once, when it is made."
      />
      <Panel>
        {shares.error && (
          <LoadError
            title="The shared pages could not be loaded."
            error={shares.error}
            onRetry={() => void shares.refetch()}
          />
        )}
        {!items && !shares.error && <Skeleton className="m-3 h-32" />}
        {items?.length === 0 && (
          <Empty
            title="Nothing is shared yet"
            actions={
              <LinkButton variant="primary" href={`/experiments/${experimentId}/compare`}>
                Open the comparison
              </LinkButton>
            }
          />
        )}
        {items && items.length > 0 && (
          <Table aria-label="Shared pages">
            <thead>
              <tr>
                <TableHead>Title</TableHead>
                <TableHead>State</TableHead>
                <TableHead align="right">Views</TableHead>
                <TableHead>Last seen</TableHead>
                <TableHead>Made</TableHead>
                <TableHead>
                  <span className="sr-only">Actions</span>
                </TableHead>
              </tr>
            </thead>
            <tbody>
              {items.map((share) => (
                <ShareRow
                  key={share.id}
                  share={share}
                  onRevoke={() => revoke.mutate({ experimentId, shareId: share.id })}
                />
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </Page>
  )
}

function ShareRow({ share, onRevoke }: { share: ShareRecord; onRevoke: () => void }) {
  const { title, embed, viewCount, lastViewedAt, createdAt, createdByName, state } = share
  return (
    <TableRow>
      <TableCell>
        <span className="font-medium">{title}</span>
        {embed && <span className="text-kumo-subtle text-note"> may be framed</span>}
      </TableCell>
      <TableCell>
        <ShareState share={share} />
      </TableCell>
      <TableCell align="right">{formatCount(viewCount)}</TableCell>
      <TableCell>{lastViewedAt ? <RelativeTime at={lastViewedAt} /> : "never"}</TableCell>
      <TableCell>
        <RelativeTime at={createdAt} /> <span className="text-kumo-subtle">by {createdByName}</span>
      </TableCell>
      <TableCell align="right">
        {state === "open" && (
          <ConfirmDialog
            title={`Revoke “${title}”?`}
            trigger={
              <Button size="xs" variant="ghost">
                Revoke
              </Button>
            }
            confirm="Revoke"
            cancel="Keep it open"
            destructive
            onConfirm={onRevoke}
          >
            Its link opens nothing from then on, for everybody who has it. This cannot be taken back; you can
            share the comparison again under a new link.
          </ConfirmDialog>
        )}
      </TableCell>
    </TableRow>
  )
}

function ShareState({ share }: { share: ShareRecord }) {
  const { state, expiresAt, revokedAt, revokedByName } = share
  switch (state) {
    case "open":
      return (
        <>
          <Badge tone="good">open</Badge>{" "}
          <span className="text-kumo-subtle text-note">until {expiresAt.slice(0, 10)}</span>
        </>
      )
    case "expired":
      return (
        <>
          <Badge tone="neutral">expired</Badge>{" "}
          <span className="text-kumo-subtle text-note">{expiresAt.slice(0, 10)}</span>
        </>
      )
    case "revoked":
      return (
        <>
          <Badge tone="neutral">revoked</Badge>{" "}
          <span className="text-kumo-subtle text-note">
            {revokedAt?.slice(0, 10)} by {revokedByName}
          </span>
        </>
      )
  }
}
