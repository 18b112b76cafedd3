"use client"

import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { formatBytes } from "@/components/format/bytes"
import { Button } from "@/components/ui/button"
import { LoadError } from "@/components/ui/load-error"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment, listExperiments } from "@/lib/contracts/experiments"
import { getImport, type ImportRecord, type ImportStatus, listImports } from "@/lib/contracts/imports"
import { listModels } from "@/lib/contracts/models"
import { listRuns } from "@/lib/contracts/runs"
import { ImportForm } from "./import-form"
import { ImportProgress } from "./import-progress"
import { ImportResult } from "./import-result"
import { isOver, isUnderWay } from "./import-state"
import { PreviewFacts } from "./preview-facts"

export interface ImportCardProps {
  importId: string
  /** What the list says of it, until it was asked itself. */
  known: ImportRecord | undefined
  experimentName: string
  onStarted: (record: ImportRecord) => void
  onShow: (importId: string) => void
  onHide: (importId: string) => void
}

/** One import from its preview to its result. */
export function ImportCard({ importId, known, experimentName, onStarted, onShow, onHide }: ImportCardProps) {
  const query = useQuery({
    ...routeQuery(getImport, { importId }),
    placeholderData: known,
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.status) ? 500 : false),
  })
  const record = query.data
  useKeepOpen(record, onShow)
  useRefreshWhenOver(record?.status)
  if (!record) {
    return (
      <Panel padded>
        {query.error ? (
          <LoadError
            title="The import did not load."
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton className="h-24" />
        )}
      </Panel>
    )
  }
  const { fileName, byteCount, preview, status } = record
  return (
    <Panel
      title={<span className="block max-w-[56vw] truncate">{fileName}</span>}
      note={[preview?.formatTitle, formatBytes(byteCount)].filter(Boolean).join(", ")}
      actions={
        isOver(status) && (
          <Button
            variant="ghost"
            size="xs"
            shape="square"
            icon={<XIcon />}
            aria-label={`Close ${fileName}`}
            onClick={() => onHide(importId)}
          />
        )
      }
    >
      {status === "ready" ? (
        <div className="grid divide-kumo-hairline max-lg:divide-y lg:grid-cols-[minmax(0,1fr)_minmax(0,400px)] lg:divide-x">
          <PreviewFacts preview={preview} />
          <ImportForm
            record={record}
            experimentName={experimentName}
            onStarted={onStarted}
            onDiscarded={() => onHide(importId)}
          />
        </div>
      ) : isUnderWay(status) ? (
        <ImportProgress record={record} />
      ) : (
        <ImportResult record={record} />
      )}
    </Panel>
  )
}

/** What is seen working stays on the page when it is over, with its result. */
function useKeepOpen(record: ImportRecord | undefined, onShow: (importId: string) => void): void {
  const underWay = record !== undefined && isUnderWay(record.status)
  const id = record?.id
  const show = useRef(onShow)
  show.current = onShow
  useEffect(() => {
    if (underWay && id) show.current(id)
  }, [underWay, id])
}

/** An import that ends has changed most lists. A short one is over before it was seen running. */
function useRefreshWhenOver(status: ImportStatus | undefined): void {
  const client = useQueryClient()
  const before = useRef(status)
  useEffect(() => {
    const waited = before.current !== undefined && !isOver(before.current)
    if (waited && status && isOver(status)) {
      for (const route of [listImports, listExperiments, getExperiment, listRuns, listModels]) {
        void client.invalidateQueries({ queryKey: [route.id] })
      }
    }
    before.current = status
  }, [client, status])
}
