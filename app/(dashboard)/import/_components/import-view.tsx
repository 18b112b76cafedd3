"use client"

import { useQueryStates } from "nuqs"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { Page } from "@/components/shell/page"
import { usePermission } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { FileDrop } from "@/components/ui/file-drop"
import { PageHeader } from "@/components/ui/page-header"
import { type ImportRecord, listImports } from "@/lib/contracts/imports"
import { importParsers } from "../search-params"
import { ImportCard } from "./import-card"
import { isUnderWay } from "./import-state"
import { PastImports } from "./past-imports"
import { UploadCard } from "./upload-card"
import { useUploads } from "./use-uploads"

/** Files in, a preview of each, live progress, and what became of it. */
export function ImportView() {
  const [params, setParams] = useQueryStates(importParsers)
  const mayImport = usePermission("import.write")
  const list = useRoutePages(
    listImports,
    {},
    { refetchInterval: (items) => (items.some(({ status }) => isUnderWay(status)) ? 2000 : false) },
  )
  const show = (id: string) =>
    void setParams(({ open }) => ({ open: [id, ...open.filter((other) => other !== id)] }))
  const hide = (id: string) => void setParams(({ open }) => ({ open: open.filter((other) => other !== id) }))
  const { uploads, start, dismiss } = useUploads(show)
  const shown = idsToShow(list.items ?? [], params.open)
  return (
    <Page crumbs={[{ label: "Import" }]}>
      <PageHeader
        title="Import trajectories"
        description="The format is detected and you see what will be made before anything is written. Importing a file again adds only what is missing."
      />
      {mayImport ? (
        <FileDrop
          label="Drop files here, or choose them"
          hint="tau-bench results, FireAct or ReAct JSON, OpenAI chat JSONL, or one Winnow episode per line"
          accept=".json,.jsonl,.ndjson"
          multiple
          onFiles={start}
        />
      ) : (
        <Banner tone="info">Importing needs the role editor. What was imported is below.</Banner>
      )}
      {uploads.map((upload) => (
        <UploadCard key={upload.id} upload={upload} onDismiss={() => dismiss(upload.id)} />
      ))}
      {shown.map((id) => (
        <ImportCard
          key={id}
          importId={id}
          known={list.items?.find((item) => item.id === id)}
          experimentName={params.experiment}
          onStarted={(record) => void setParams({ experiment: record.experimentName ?? params.experiment })}
          onShow={show}
          onHide={hide}
        />
      ))}
      <PastImports list={list} onOpen={show} />
    </Page>
  )
}

/** Opened ones first, then whatever waits or runs. */
function idsToShow(items: readonly ImportRecord[], open: readonly string[]): string[] {
  const active = items.filter(({ status }) => status === "ready" || isUnderWay(status))
  return [...new Set([...open, ...active.map(({ id }) => id)])]
}
