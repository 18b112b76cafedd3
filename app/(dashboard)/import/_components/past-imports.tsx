"use client"

import type { Column } from "@/components/data-table/column"
import { DataTable } from "@/components/data-table/data-table"
import { RestOfPages } from "@/components/data-table/pager"
import type { useRoutePages } from "@/components/data-table/use-route-pages"
import { runHref } from "@/components/experiment/links"
import { formatCount } from "@/components/format/count"
import { UNKNOWN } from "@/components/format/unknown"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { StatusDot, type StatusTone } from "@/components/ui/status-dot"
import { TextLink } from "@/components/ui/text-link"
import type { ImportRecord, ImportStatus, listImports } from "@/lib/contracts/imports"

export interface PastImportsProps {
  list: ReturnType<typeof useRoutePages<typeof listImports>>
  onOpen: (importId: string) => void
}

/** Every import, newest first. */
export function PastImports({ list, onOpen }: PastImportsProps) {
  return (
    <Panel title="Imports" note="newest first" refetching={list.refetching}>
      {list.error && (
        <LoadError title="The imports did not load." error={list.error} onRetry={() => void list.refetch()} />
      )}
      <DataTable
        label="Imports"
        keys="Imports"
        columns={importColumns(onOpen)}
        rows={list.items}
        rowId={({ id }) => id}
        onOpen={({ id }) => onOpen(id)}
        skeletonRows={3}
        empty={<p className="px-4 py-8 text-center text-kumo-subtle">Nothing was imported yet.</p>}
        footer={<RestOfPages pages={list} />}
      />
    </Panel>
  )
}

function importColumns(onOpen: (importId: string) => void): Column<ImportRecord>[] {
  return [
    {
      id: "file",
      header: "File",
      cell: ({ id, fileName }) => (
        <button
          type="button"
          onClick={() => onOpen(id)}
          title={fileName}
          className="block max-w-[230px] truncate rounded-sm text-left font-medium hover:underline max-md:max-w-[180px]"
        >
          {fileName}
        </button>
      ),
    },
    {
      id: "format",
      header: "Format",
      cell: ({ preview, format }) => (
        <span className="whitespace-nowrap text-kumo-subtle">{preview?.formatTitle ?? format}</span>
      ),
    },
    { id: "run", header: "Run", cell: (record) => <RunCell record={record} /> },
    { id: "accepted", header: "Accepted", align: "right", cell: ({ accepted }) => formatCount(accepted) },
    {
      id: "duplicates",
      header: "There already",
      align: "right",
      cell: ({ duplicates }) => formatCount(duplicates),
    },
    { id: "repaired", header: "Repaired", align: "right", cell: ({ repaired }) => formatCount(repaired) },
    { id: "rejected", header: "Put aside", align: "right", cell: ({ rejected }) => formatCount(rejected) },
    { id: "when", header: "When", align: "right", cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: "status",
      header: "Status",
      phone: true,
      cell: ({ status }) => <ImportStatusDot status={status} />,
    },
  ]
}

function RunCell({ record: { experimentId, runId, experimentName, runName } }: { record: ImportRecord }) {
  if (!experimentId || !runId || !runName) return <span className="text-kumo-subtle">{UNKNOWN}</span>
  return (
    <span className="block max-w-[240px] truncate">
      <TextLink href={`/experiments/${experimentId}`}>{experimentName}</TextLink>
      <span aria-hidden className="text-kumo-inactive">
        {" / "}
      </span>
      <TextLink href={runHref(experimentId, runId)}>{runName}</TextLink>
    </span>
  )
}

const STATUS: Record<ImportStatus, { tone: StatusTone; word: string }> = {
  ready: { tone: "attention", word: "Not started" },
  queued: { tone: "waiting", word: "Waiting" },
  running: { tone: "running", word: "Running" },
  done: { tone: "done", word: "Done" },
  failed: { tone: "failed", word: "Failed" },
  cancelled: { tone: "waiting", word: "Cancelled" },
}

function ImportStatusDot({ status }: { status: ImportStatus }) {
  const { tone, word } = STATUS[status]
  return <StatusDot tone={tone}>{word}</StatusDot>
}
