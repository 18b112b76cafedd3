"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatPercent } from "@/components/format/percent"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import { Tooltip } from "@/components/ui/tooltip"
import { routeQuery } from "@/lib/api-client/query"
import { listRunTools, type RunRecord, type RunTool } from "@/lib/contracts/runs"

const SHOWN = 12

/** Which tools answered, how often with an error: from the roll-up of the run. */
export function ToolsPanel({ run }: { run: RunRecord }) {
  const tools = useQuery(routeQuery(listRunTools, { experimentId: run.experimentId, runId: run.id }))
  const [showsAll, setShowsAll] = useState(false)
  const items = tools.data?.items ?? []
  const most = Math.max(1, ...items.map(({ callCount }) => callCount))
  return (
    <Panel title="Tools" note="answers, and how many were errors">
      {tools.error && (
        <LoadError title="The tools did not load." error={tools.error} onRetry={() => void tools.refetch()} />
      )}
      {tools.data && items.length === 0 && (
        <p className="px-3 py-6 text-center text-kumo-subtle">No tool answered in this run.</p>
      )}
      <ul aria-label="Tools by how often they answered">
        {items.slice(0, showsAll ? items.length : SHOWN).map((tool) => (
          <ToolRow key={tool.tool} tool={tool} most={most} />
        ))}
      </ul>
      {items.length > SHOWN && (
        <div className="px-3 py-1.5">
          <Button size="xs" variant="ghost" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? "Fewer" : `All ${formatCount(items.length)} tools`}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function ToolRow({ tool, most }: { tool: RunTool; most: number }) {
  const { callCount, errorCount, errorRate, meanLatencyMs } = tool
  const interval =
    errorRate.low === null || errorRate.high === null
      ? ""
      : `, 95 % interval ${formatPercent(errorRate.low)} to ${formatPercent(errorRate.high)}`
  const latency = meanLatencyMs === null ? "" : `, ${formatDuration(meanLatencyMs)} on average`
  return (
    <li className="grid min-h-[34px] grid-cols-[minmax(0,1fr)_72px_56px_64px] items-center gap-3 border-kumo-hairline border-b px-3 last:border-b-0">
      <span className="min-w-0 truncate font-mono text-note">{showHidden(tool.tool)}</span>
      <Meter fraction={callCount / most} label={`${tool.tool}, answers`} tone="bar" size="thin" />
      <span className="text-right tabular">{formatCount(callCount)}</span>
      <Tooltip
        content={`${formatCount(errorCount)} of ${formatCount(callCount)} were errors${interval}${latency}`}
      >
        <span
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the interval must be reachable by keyboard
          tabIndex={0}
          className={errorCount > 0 ? "text-right text-bad tabular" : "text-right text-kumo-subtle tabular"}
        >
          {formatPercent(errorRate.value)}
        </span>
      </Tooltip>
    </li>
  )
}
