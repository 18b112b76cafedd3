import { formatCount } from "@/components/format/count"
import { Estimate } from "@/components/ui/estimate"
import { RelativeTime } from "@/components/ui/relative-time"
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table"
import { TextLink } from "@/components/ui/text-link"
import type { MonitorCheckRecord } from "@/lib/contracts/monitors"

interface ChecksTableProps {
  experimentId: string
  checks: readonly MonitorCheckRecord[]
}

const MAIL_NOTES = { sent: ", mailed", failed: ", the mail could not be sent", off: "" }

/** Every check, newest first, with what the rule said of it. */
export function ChecksTable({ experimentId, checks }: ChecksTableProps) {
  return (
    <Table aria-label="Checks" size="compact">
      <thead>
        <tr>
          <TableHead>Check</TableHead>
          <TableHead>When</TableHead>
          <TableHead align="right">Success</TableHead>
          <TableHead align="right">Against the baseline</TableHead>
          <TableHead align="right">Worse / better</TableHead>
          <TableHead align="right">p</TableHead>
          <TableHead>Outcome</TableHead>
        </tr>
      </thead>
      <tbody>
        {checks.toReversed().map((check) => (
          <TableRow key={check.seq}>
            <TableCell>
              {check.runId ? (
                <TextLink href={`/experiments/${experimentId}/runs/${check.runId}`}>
                  Check {formatCount(check.seq)}
                </TextLink>
              ) : (
                `Check ${formatCount(check.seq)}`
              )}
            </TableCell>
            <TableCell>
              <RelativeTime at={check.finishedAt ?? check.startedAt} />
            </TableCell>
            <TableCell align="right">
              <Estimate estimate={check.result?.successRate} unit="percent" />
            </TableCell>
            <TableCell align="right">
              <Estimate estimate={check.result?.difference} unit="points" />
            </TableCell>
            <TableCell align="right">
              {check.result ? `${check.result.worse} / ${check.result.better}` : "–"}
            </TableCell>
            <TableCell align="right">{check.result ? check.result.p.toPrecision(2) : "–"}</TableCell>
            <TableCell>{describeOutcome(check)}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

function describeOutcome({ status, result, error, mail }: MonitorCheckRecord): string {
  switch (status) {
    case "queued":
      return "waiting for the worker"
    case "running":
      return "running"
    case "failed":
      return `failed: ${error ?? "unknown"}`
    case "done":
      return result?.drifted ? `drift${mail ? MAIL_NOTES[mail] : ""}` : "no drift shown"
  }
}
