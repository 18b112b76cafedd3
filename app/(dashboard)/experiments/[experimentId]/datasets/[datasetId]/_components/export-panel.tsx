"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { saveFile } from "@/components/charts/download"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { checkDataset, listExportFormats } from "@/lib/contracts/exports"
import { exportInput, exportParsers } from "../export-params"
import { CheckResult } from "./check-result"
import { ExportOptions } from "./export-options"
import { SampleView } from "./sample-view"
import { SplitTable } from "./split-table"

/** The files to train on: their format, what it says against any row, how they look, and the download. */
export function ExportPanel({ dataset }: { dataset: DatasetRecord }) {
  const key = { experimentId: dataset.experimentId, datasetId: dataset.id }
  const [params, setParams] = useQueryStates(exportParsers)
  const input = exportInput(key, params)
  const formats = useQuery(routeQuery(listExportFormats, key))
  const check = useQuery({ ...routeQuery(checkDataset, input), placeholderData: keepPreviousData })
  const isCurrent = check.isSuccess && !check.isPlaceholderData
  return (
    <Panel
      title="Files"
      note="checked before anything is written"
      refetching={check.isFetching && check.data !== undefined}
      actions={
        <Button size="xs" variant="ghost" onClick={() => saveManifest(dataset)}>
          Manifest
        </Button>
      }
    >
      <ExportOptions
        formats={formats.data?.items}
        params={params}
        weighted={dataset.manifest.weights !== null}
        onChange={(next) => void setParams(next)}
      />
      <SplitTable dataset={dataset} check={check.data} input={input} isReady={isCurrent} />
      <div className="flex flex-col gap-2 border-kumo-hairline border-t p-3">
        {check.isPending && <Skeleton className="h-8" />}
        {check.error && (
          <Banner
            tone="error"
            title="The check could not be made."
            action={
              <Button size="xs" onClick={() => void check.refetch()}>
                Retry
              </Button>
            }
          >
            {check.error.message}
          </Banner>
        )}
        {check.data && !check.error && (
          <CheckResult
            experimentId={dataset.experimentId}
            check={check.data}
            fix={params.fix}
            onFix={(fix) => void setParams({ fix })}
          />
        )}
      </div>
      {check.data && !check.error && <SampleView input={input} usage={check.data.usage} />}
    </Panel>
  )
}

function saveManifest(dataset: DatasetRecord): void {
  const name = dataset.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "dataset"
  const manifest = { id: dataset.id, name: dataset.name, ...dataset.manifest }
  saveFile(`${name}-manifest.json`, "application/json", `${JSON.stringify(manifest, null, 2)}\n`)
}
