"use client"

import { formatBytes } from "@/components/format/bytes"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatTokens } from "@/components/format/tokens"
import { Button, LinkButton } from "@/components/ui/button"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { routeUrl } from "@/lib/api-client/call"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import { type checkDataset, type ExportCheck, exportDataset } from "@/lib/contracts/exports"
import type { RouteInput } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

interface SplitTableProps {
  dataset: DatasetRecord
  check: ExportCheck | undefined
  input: RouteInput<typeof checkDataset>
  /** Whether `check` is about what is chosen now. */
  isReady: boolean
}

/** One file for each side of the split. */
export function SplitTable({ dataset, check, input, isReady }: SplitTableProps) {
  const { counts, split: plan } = dataset.manifest
  return (
    <Table aria-label="Files by side of the split">
      <thead>
        <tr>
          <TableHead>Side</TableHead>
          <TableHead align="right" className="max-md:hidden">
            Share
          </TableHead>
          <TableHead align="right" className="max-md:hidden">
            Tasks
          </TableHead>
          <TableHead align="right">Episodes</TableHead>
          <TableHead align="right">Rows</TableHead>
          <TableHead align="right" className="max-md:hidden">
            Tokens
          </TableHead>
          <TableHead align="right" className="max-md:hidden">
            Trained on
          </TableHead>
          <TableHead align="right" className="max-md:hidden">
            Size
          </TableHead>
          <TableHead align="right">File</TableHead>
        </tr>
      </thead>
      <tbody>
        {SPLITS.map((split) => {
          const { tasks, episodes } = counts.bySplit[split]
          const file = check?.splits.find((part) => part.split === split)
          const isEmpty = episodes === 0 || (check !== undefined && !file)
          return (
            <TableRow key={split}>
              <TableCell className="font-medium capitalize">{split}</TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatPercent(plan.shares[split], 0)}
              </TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatCount(tasks)}
              </TableCell>
              <TableCell align="right">{formatCount(episodes)}</TableCell>
              <TableCell align="right">{formatCount(isEmpty ? 0 : file?.rows)}</TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatTokens(isEmpty ? 0 : file?.tokens)}
              </TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatTokens(isEmpty ? 0 : file?.trainedTokens)}
              </TableCell>
              <TableCell align="right" className="max-md:hidden">
                {formatBytes(isEmpty ? 0 : file?.bytes)}
              </TableCell>
              <TableCell>
                {!isEmpty && (
                  <span className="flex justify-end">
                    <Download
                      split={split}
                      href={routeUrl(exportDataset, { ...input, split })}
                      isReady={isReady && check?.refusedRows === 0}
                    />
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

/** A file that would be refused has no link: the problems below come first. */
function Download({ split, href, isReady }: { split: string; href: string; isReady: boolean }) {
  if (!isReady) {
    return (
      <Button size="xs" disabled aria-label={`Download ${split}`} title="Once the check below is passed">
        Download
      </Button>
    )
  }
  return (
    <LinkButton size="xs" href={href} download aria-label={`Download ${split}`}>
      Download
    </LinkButton>
  )
}
