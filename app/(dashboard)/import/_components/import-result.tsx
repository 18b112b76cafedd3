"use client"

import { DownloadSimpleIcon } from "@phosphor-icons/react/dist/ssr/DownloadSimple"
import { useQuery } from "@tanstack/react-query"
import { episodesHref, runHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Banner } from "@/components/ui/banner"
import { LinkButton } from "@/components/ui/button"
import { routeUrl } from "@/lib/api-client/call"
import { routeQuery } from "@/lib/api-client/query"
import { downloadImportRejects, type ImportRecord, listImportRejects } from "@/lib/contracts/imports"
import { RecordNotes } from "./record-notes"

const EXAMPLES = 20

/** What became of every record, and where to go on. */
export function ImportResult({ record }: { record: ImportRecord }) {
  const { experimentId, runId, rejected, repaired } = record
  return (
    <div className="flex flex-col gap-3 p-3">
      <Outcome record={record} />
      <dl className="grid max-w-[560px] grid-cols-2 gap-x-4 gap-y-2 md:grid-cols-4">
        <Count label="Accepted" value={record.accepted} />
        <Count label="There already" value={record.duplicates} />
        <Count label="Repaired" value={repaired} />
        <Count label="Put aside" value={rejected} />
      </dl>
      {rejected > 0 && <Rejects record={record} />}
      {experimentId && (
        <div className="flex flex-wrap items-center gap-2">
          {runId && (
            <LinkButton variant="primary" href={runHref(experimentId, runId)}>
              Open the run
            </LinkButton>
          )}
          <LinkButton variant="secondary" href={`/experiments/${experimentId}`}>
            {`Open ${record.experimentName ?? "the experiment"}`}
          </LinkButton>
          {runId && repaired > 0 && (
            <LinkButton variant="ghost" href={episodesHref(experimentId, { runId: [runId], repaired: true })}>
              Read the repaired
            </LinkButton>
          )}
        </div>
      )}
    </div>
  )
}

function Outcome({ record: { status, error, accepted } }: { record: ImportRecord }) {
  if (status === "failed") {
    return (
      <Banner tone="error" title="The import ended early.">
        {error ?? "The file could not be read to its end."} {kept(accepted)}
      </Banner>
    )
  }
  if (status === "cancelled") return <Banner tone="warn" title="Cancelled.">{` ${kept(accepted)}`}</Banner>
  return null
}

function kept(accepted: number): string {
  return accepted > 0 ? `${formatCountOf(accepted, "episode")} had landed and stay.` : "Nothing had landed."
}

function Count({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt className="text-head text-kumo-subtle">{label}</dt>
      <dd className="font-medium text-figure tabular">{formatCount(value)}</dd>
    </div>
  )
}

function Rejects({ record }: { record: ImportRecord }) {
  const importId = record.id
  const rejects = useQuery(routeQuery(listImportRejects, { importId, limit: EXAMPLES }))
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <RecordNotes
          title={`Why ${formatCountOf(record.rejected, "record")} were put aside`}
          notes={rejects.data?.items ?? []}
          total={record.rejected}
        />
      </div>
      <a
        href={routeUrl(downloadImportRejects, { importId })}
        download
        className="inline-flex items-center gap-1 rounded-sm text-accent text-note hover:underline"
      >
        <DownloadSimpleIcon size={14} aria-hidden /> Download them as NDJSON
      </a>
    </div>
  )
}
