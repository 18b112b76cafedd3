"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { formatBytes } from "@/components/format/bytes"
import { formatCount } from "@/components/format/count"
import { Badge, type BadgeTone } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { CopyText } from "@/components/ui/copy-text"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Snippet } from "@/components/ui/snippet"
import { Spinner } from "@/components/ui/spinner"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import { type Verification, verifyDataset } from "@/lib/contracts/dataset-checks"
import type { DatasetRecord } from "@/lib/contracts/datasets"

type Part = Verification["checks"][number]

const PART_WORDS: Record<Part["part"], string> = {
  contents: "Messages",
  hash: "Hash",
  exports: "Files",
  labels: "Labels",
  selection: "Selection",
  certificate: "Certificate",
}

const TONES: Record<Part["status"], BadgeTone> = {
  same: "good",
  changed: "warn",
  broken: "bad",
  none: "neutral",
}

const CHANGE_WORDS: Record<Verification["changes"]["first"][number]["what"], string> = {
  content: "its messages differ",
  gone: "is gone",
  enters: "would be in it now",
  leaves: "would not be in it now",
}

const SHOWN = 8

/** Makes the dataset and its files again and says what differs; the shell can do the same. */
export function VerifyPanel({ dataset }: { dataset: DatasetRecord }) {
  const { experimentId, id: datasetId } = dataset
  const [asked, setAsked] = useState(false)
  const query = useQuery({
    ...routeQuery(verifyDataset, { experimentId, datasetId }),
    enabled: asked,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const verify = () => (asked ? void query.refetch() : setAsked(true))
  return (
    <Panel
      title="Verify"
      note="made again from what is stored"
      actions={
        <>
          {query.data && (
            <Badge tone={query.data.ok ? "good" : "bad"}>
              {query.data.ok ? "as it was" : "no longer what it was"}
            </Badge>
          )}
          <Button size="xs" loading={query.isFetching} onClick={verify}>
            {query.data ? "Verify again" : "Verify"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 p-3 text-note" aria-live="polite">
        {query.error && <LoadError title="It could not be verified." error={query.error} onRetry={verify} />}
        {query.isFetching && !query.data && (
          <p className="flex items-center gap-2 text-kumo-subtle">
            <Spinner /> Hashing messages, making files, selecting anew.
          </p>
        )}
        {query.data && <Result experimentId={experimentId} verification={query.data} />}
        <Snippet label="Copy the command">{`winnow dataset verify ${datasetId}`}</Snippet>
      </div>
    </Panel>
  )
}

/** What was chosen besides the format; `fix: none` is what happens unless said. */
function writeOptions(options: Record<string, unknown>): string[] {
  const chosen = Object.entries(options).filter(([name, value]) => name !== "fix" || value !== "none")
  return chosen.map(([name, value]) => `${name} ${String(value)}`)
}

function Result({ experimentId, verification }: { experimentId: string; verification: Verification }) {
  const { checks, changes, exports } = verification
  return (
    <>
      <ul className="flex flex-col gap-1.5">
        {checks.map(({ part, status, message }) => (
          <li key={part} className="grid grid-cols-[76px_68px_minmax(0,1fr)] items-baseline gap-2">
            <span className="text-kumo-subtle">{PART_WORDS[part]}</span>
            <span>
              <Badge tone={TONES[status]}>{status === "none" ? "no files" : status}</Badge>
            </span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
      {exports.length > 0 && (
        <ul className="flex flex-col gap-1 border-kumo-hairline border-t pt-2 tabular">
          {exports.map(({ format, split, options, sha256, now, byteCount }) => (
            <li key={`${sha256} ${split} ${format} ${JSON.stringify(options)}`} className="flex gap-2">
              <span className={now === sha256 ? "text-good" : "text-bad"}>
                {now === sha256 ? "same" : now === null ? "cannot be made" : "differs"}
              </span>
              <span className="min-w-0 truncate">
                {[format, split, ...writeOptions(options), formatBytes(byteCount)].join(", ")}
              </span>
              <CopyText value={sha256} label="Copy SHA-256" />
            </li>
          ))}
        </ul>
      )}
      {changes.count > 0 && (
        <ul className="flex flex-col gap-1 border-kumo-hairline border-t pt-2">
          {changes.first.slice(0, SHOWN).map(({ episodeId, what }) => (
            <li key={`${episodeId} ${what}`}>
              <TextLink href={`/experiments/${experimentId}/episodes/${episodeId}`}>
                {episodeId.slice(-8)}
              </TextLink>{" "}
              <span className="text-kumo-subtle">{CHANGE_WORDS[what]}</span>
            </li>
          ))}
          {changes.count > SHOWN && (
            <li className="text-kumo-subtle">and {formatCount(changes.count - SHOWN)} more</li>
          )}
        </ul>
      )}
    </>
  )
}
