"use client"

import { LineChart } from "@/components/charts/line-chart"
import { formatCountOf } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatUsd } from "@/components/format/usd"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Panel } from "@/components/ui/panel"
import { RelativeTime } from "@/components/ui/relative-time"
import { controlMonitor, deleteMonitor, listMonitors, type MonitorRecord } from "@/lib/contracts/monitors"
import { leastWorseTasks } from "@/lib/domain/drift"
import { ChecksTable } from "./checks-table"
import { isChecking } from "./is-checking"

interface MonitorPanelProps {
  experimentId: string
  monitor: MonitorRecord
}

/** One monitor: its state, its rule in words, its success over time, and every check. */
export function MonitorPanel({ experimentId, monitor }: MonitorPanelProps) {
  const { name, modelName, baselineRunName, alpha, looks } = monitor
  const last = monitor.checks.findLast(({ status }) => status === "done")
  return (
    <Panel
      title={name}
      note={`${modelName}, baseline ${baselineRunName}`}
      actions={<MonitorActions experimentId={experimentId} monitor={monitor} />}
    >
      <div className="flex flex-col gap-2 px-3 py-3">
        <p className="flex flex-wrap items-center gap-2 text-body">
          <MonitorState monitor={monitor} />
          {last?.result && (
            <span className="tabular">
              {formatPercent(last.result.successRate.value)} against{" "}
              {formatPercent(last.result.baselineRate.value)} in the baseline, {last.result.worse} of{" "}
              {formatCountOf(last.result.tasks, "task")} worse, {last.result.better} better
            </span>
          )}
        </p>
        <p className="text-kumo-subtle text-note">
          {describeSchedule(monitor)} Flagged when an exact one-sided sign test over the tasks that moved
          reaches p = {(alpha / looks).toPrecision(2)}: at most {formatPercent(alpha, 0)} false alarms in{" "}
          {looks} checks. It takes {leastWorseTasks({ alpha, looks })} tasks that become worse, and none
          better, before it can speak.
        </p>
      </div>
      {monitor.checks.some(({ result }) => result !== null) && <SuccessOverTime monitor={monitor} />}
      {monitor.checks.length > 0 && <ChecksTable experimentId={experimentId} checks={monitor.checks} />}
    </Panel>
  )
}

function describeSchedule({ everyHours, budgetUsd, mailTo }: MonitorRecord): string {
  const every =
    everyHours % 168 === 0
      ? formatCountOf(everyHours / 168, "week")
      : everyHours % 24 === 0
        ? formatCountOf(everyHours / 24, "day")
        : formatCountOf(everyHours, "hour")
  const budget = budgetUsd === null ? "" : ` for at most ${formatUsd(budgetUsd)}`
  return `Checked every ${every.replace(/^1 /, "")}${budget}. ${mailTo ? `Drift is mailed to ${mailTo}.` : "Nobody is mailed."}`
}

function MonitorState({ monitor }: { monitor: MonitorRecord }) {
  const last = monitor.checks.findLast(({ status }) => status === "done" || status === "failed")
  const checking = isChecking(monitor)
  return (
    <>
      {last?.result?.drifted && <Badge tone="bad">drift</Badge>}
      {last?.status === "failed" && <Badge tone="warn">last check failed</Badge>}
      {last?.result && !last.result.drifted && <Badge tone="good">no drift shown</Badge>}
      {checking && <span>Checking now.</span>}
      {!checking && monitor.paused && <span>Paused.</span>}
      {!checking && !monitor.paused && (
        <span>
          Next check <RelativeTime at={monitor.nextAt} />.
        </span>
      )}
    </>
  )
}

function MonitorActions({ experimentId, monitor }: MonitorPanelProps) {
  const control = useChange(controlMonitor, { refreshes: [listMonitors] })
  const remove = useChange(deleteMonitor, {
    refreshes: [listMonitors],
    done: () => `${monitor.name} is deleted`,
  })
  const key = { experimentId, monitorId: monitor.id }
  const act = (action: "pause" | "resume" | "check") => control.mutate({ ...key, action })
  return (
    <Gated permission="run.write">
      {(disabled) => (
        <span className="flex items-center gap-1">
          <Button
            size="xs"
            variant="ghost"
            disabled={disabled || isChecking(monitor)}
            onClick={() => act("check")}
          >
            Check now
          </Button>
          <Button
            size="xs"
            variant="ghost"
            disabled={disabled}
            onClick={() => act(monitor.paused ? "resume" : "pause")}
          >
            {monitor.paused ? "Resume" : "Pause"}
          </Button>
          <ConfirmDialog
            title={`Delete “${monitor.name}”?`}
            trigger={
              <Button size="xs" variant="ghost" disabled={disabled}>
                Delete
              </Button>
            }
            confirm="Delete"
            cancel="Keep it"
            destructive
            onConfirm={() => remove.mutate(key)}
          >
            Its {formatCountOf(monitor.checks.length, "check")} and the schedule go; the runs that were made
            stay.
          </ConfirmDialog>
        </span>
      )}
    </Gated>
  )
}

function SuccessOverTime({ monitor }: { monitor: MonitorRecord }) {
  const done = monitor.checks.flatMap(({ seq, result }) => (result ? [{ seq, result }] : []))
  const first = done[0]?.result
  const last = done.at(-1)
  if (!first || !last) return null
  const until = Math.max(2, last.seq)
  const baseline = first.baselineRate
  return (
    <LineChart
      title="Success over time"
      note="95 % intervals"
      frame="bare"
      y="rate"
      height={200}
      label={`Success at ${formatCountOf(done.length, "check")}: ${formatPercent(last.result.successRate.value)} at the last, ${formatPercent(baseline.value)} in the baseline run.`}
      xName="check"
      xDomain={[0, until]}
      xTicks={Array.from({ length: until + 1 }, (_, tick) => tick).filter(
        (tick) => tick % Math.ceil(until / 12) === 0,
      )}
      series={[
        {
          name: monitor.name,
          color: "var(--wn-accent)",
          dots: true,
          points: done.map(({ seq, result: { successRate } }) => ({
            x: seq,
            y: successRate.value ?? 0,
            low: successRate.low,
            high: successRate.high,
          })),
        },
        {
          name: "baseline run",
          color: "var(--wn-base)",
          dashed: true,
          points: [0, until].map((x) => ({
            x,
            y: baseline.value ?? 0,
            low: baseline.low,
            high: baseline.high,
          })),
        },
      ]}
      fileName="success-over-time"
    />
  )
}
