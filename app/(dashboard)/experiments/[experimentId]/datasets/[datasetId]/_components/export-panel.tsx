"use client"

import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { useQuery } from "@tanstack/react-query"
import { saveFile } from "@/components/charts/download"
import { formatBytes } from "@/components/format/bytes"
import { formatCount, formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { routeUrl } from "@/lib/api-client/call"
import { routeQuery } from "@/lib/api-client/query"
import { checkDataset, type DatasetRecord, type ExportCheck, exportDataset } from "@/lib/contracts/datasets"
import { SPLITS } from "@/lib/domain/episode"
import { FindingList } from "./finding-list"

const FORMAT = "openai-chat"

/** The files to train on, checked against the rules of their format before anybody downloads them. */
export function ExportPanel({ dataset }: { dataset: DatasetRecord }) {
  const { experimentId, id: datasetId } = dataset
  const check = useQuery(routeQuery(checkDataset, { experimentId, datasetId, format: FORMAT }))
  return (
    <Panel
      title="Files"
      note="OpenAI chat JSONL, one conversation a line, cut after the last assistant message"
      actions={
        <Button size="xs" variant="ghost" onClick={() => saveManifest(dataset)}>
          Manifest
        </Button>
      }
    >
      <SplitTable dataset={dataset} check={check.data} />
      <div className="flex flex-col gap-2 border-kumo-hairline border-t p-3">
        {check.isPending && <Skeleton className="h-8" />}
        {check.error && (
          <Banner
            tone="error"
            title="The check could not be made; the files can still be downloaded."
            action={
              <Button size="xs" onClick={() => void check.refetch()}>
                Retry
              </Button>
            }
          >
            {check.error.message}
          </Banner>
        )}
        {check.data && <CheckResult experimentId={experimentId} check={check.data} />}
      </div>
    </Panel>
  )
}

function SplitTable({ dataset, check }: { dataset: DatasetRecord; check: ExportCheck | undefined }) {
  const { experimentId, id: datasetId, manifest } = dataset
  return (
    <Table aria-label="Split by task">
      <thead>
        <tr>
          <TableHead>Side</TableHead>
          <TableHead align="right" className="max-md:hidden">
            Share
          </TableHead>
          <TableHead align="right">Tasks</TableHead>
          <TableHead align="right">Episodes</TableHead>
          <TableHead align="right" className="max-md:hidden">
            Lines
          </TableHead>
          <TableHead align="right" className="max-md:hidden">
            Size
          </TableHead>
          <TableHead align="right">File</TableHead>
        </tr>
      </thead>
      <tbody>
        {SPLITS.map((split) => {
          const { tasks, episodes } = manifest.counts.bySplit[split]
          const file = check?.splits.find((part) => part.split === split)
          const url = routeUrl(exportDataset, { experimentId, datasetId, format: FORMAT, split })
          return (
            <TableRow key={split}>
              <TableCell className="font-medium capitalize">{split}</TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatPercent(manifest.split.shares[split], 0)}
              </TableCell>
              <TableCell align="right">{formatCount(tasks)}</TableCell>
              <TableCell align="right">{formatCount(episodes)}</TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatCount(episodes === 0 ? 0 : file?.rows)}
              </TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatBytes(episodes === 0 ? 0 : file?.bytes)}
              </TableCell>
              <TableCell>
                {episodes > 0 && (
                  <span className="flex justify-end">
                    <LinkButton size="xs" href={url} download aria-label={`Download ${split}`}>
                      Download
                    </LinkButton>
                  </span>
                )}
              </TableCell>
            </TableRow>
          )
        })}
      </tbody>
    </Table>
  )
}

function CheckResult({ experimentId, check }: { experimentId: string; check: ExportCheck }) {
  const rows = check.splits.reduce((sum, split) => sum + split.rows, 0)
  return (
    <>
      {check.problemCount === 0 ? (
        <p className="flex items-center gap-1.5 text-body">
          <CheckCircleIcon size={16} weight="fill" className="text-good" aria-hidden />
          {formatCountOf(rows, "line")} checked, all keep the rules of the format.
        </p>
      ) : (
        <Banner tone="warn" title={`${formatCountOf(check.problemCount, "problem")} in the files.`}>
          A provider would refuse what is listed first below.
        </Banner>
      )}
      <FindingList experimentId={experimentId} check={check} />
    </>
  )
}

function saveManifest(dataset: DatasetRecord): void {
  const name = dataset.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "dataset"
  const manifest = { id: dataset.id, name: dataset.name, ...dataset.manifest }
  saveFile(`${name}-manifest.json`, "application/json", `${JSON.stringify(manifest, null, 2)}\n`)
}
