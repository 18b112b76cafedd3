"use client"

import type { ReactNode } from "react"
import { formatDuration, formatSeconds } from "@/components/format/duration"
import { entityColor } from "@/components/ui/entity"
import { EntityMarker } from "@/components/ui/entity-marker"
import { ChartFrame } from "./chart-frame"
import { linearTicks } from "./ticks"

export interface LatencyRow {
  id: string
  name: string
  index: number | null
  shape?: number
  /** Quantiles in milliseconds. */
  p50Ms: number | null
  p95Ms: number | null
  p99Ms: number | null
}

export interface LatencyBoxesProps {
  rows: readonly LatencyRow[]
  title?: string
  actions?: ReactNode
  controls?: ReactNode
  frame?: "panel" | "bare"
  fileName?: string
}

const SECOND = 1000
/** One place for a whole column; where all is fast, milliseconds. */
const SECONDS = { ms: SECOND, name: "s", format: formatSeconds }
const MILLISECONDS = { ms: 1, name: "ms", format: formatDuration }
/** The strip is narrow beside its names. */
const MOST_TICKS = 4

const COLUMNS = "grid grid-cols-[minmax(72px,auto)_minmax(80px,1fr)_56px] items-center gap-x-3"

/** Per model: tick p50, box to p95, dot p99. */
export function LatencyBoxes(props: LatencyBoxesProps) {
  const { rows, title = "Latency per episode", actions, controls } = props
  const { frame = "panel", fileName = "latency" } = props
  const longest = Math.max(1, ...rows.map((row) => row.p99Ms ?? row.p95Ms ?? 0))
  const unit = longest < SECOND ? MILLISECONDS : SECONDS
  const ticks = linearTicks(0, longest / unit.ms, MOST_TICKS)
  const end = (ticks.at(-1) ?? 1) * unit.ms
  return (
    <ChartFrame
      kind="latency-boxes"
      title={title}
      note="p50, p95 box · p99 dot"
      actions={actions}
      controls={controls}
      label={describe(title, rows)}
      table={{
        columns: ["Model", "p50, ms", "p95, ms", "p99, ms"],
        rows: rows.map((row) => [row.name, row.p50Ms, row.p95Ms, row.p99Ms]),
      }}
      frame={frame}
      fileName={fileName}
    >
      <div className="px-3 py-2">
        {/* One grid, so that the names of all rows set one column. */}
        <div className={COLUMNS}>
          {rows.map((row) => (
            <LatencyBoxRow key={row.id} row={row} end={end} format={unit.format} />
          ))}
          <span />
          <span className="flex justify-between border-kumo-line border-t pt-1 text-head text-kumo-subtle tabular">
            {ticks.map((tick, index) => (
              <span key={tick}>{index === ticks.length - 1 ? `${tick} ${unit.name}` : tick}</span>
            ))}
          </span>
          <span className="text-right text-head text-kumo-subtle">p95</span>
        </div>
      </div>
    </ChartFrame>
  )
}

interface LatencyBoxRowProps {
  row: LatencyRow
  /** Milliseconds at the right end of the axis. */
  end: number
  format: (durationMs: number | null) => string
}

function LatencyBoxRow({ row, end, format }: LatencyBoxRowProps) {
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5">
        <EntityMarker index={row.index} {...(row.shape === undefined ? {} : { shape: row.shape })} />
        <span className="truncate text-note">{row.name}</span>
      </span>
      <LatencyStrip row={row} at={(ms) => `${(ms / end) * 100}%`} />
      <span className="text-right text-note tabular">{format(row.p95Ms)}</span>
    </>
  )
}

function LatencyStrip({
  row: { index, p50Ms, p95Ms, p99Ms },
  at,
}: {
  row: LatencyRow
  at: (ms: number) => string
}) {
  const color = entityColor(index)
  const last = p99Ms ?? p95Ms
  return (
    <svg width="100%" height={30} className="block overflow-visible" aria-hidden="true">
      {last !== null && (
        <line x1={0} x2={at(last)} y1={15} y2={15} stroke="var(--wn-unlab)" strokeWidth={1.2} />
      )}
      {p50Ms !== null && p95Ms !== null && (
        <>
          <rect x={at(p50Ms)} y={10} width={at(p95Ms - p50Ms)} height={10} fill={color} opacity={0.32} />
          <line x1={at(p50Ms)} x2={at(p50Ms)} y1={8.5} y2={21.5} stroke={color} strokeWidth={2.2} />
          <line x1={at(p95Ms)} x2={at(p95Ms)} y1={8.5} y2={21.5} stroke={color} strokeWidth={1.4} />
        </>
      )}
      {p99Ms !== null && <circle cx={at(p99Ms)} cy={15} r={2.4} fill="var(--wn-bar)" />}
    </svg>
  )
}

function describe(title: string, rows: readonly LatencyRow[]): string {
  const named = rows.map(
    (row) => `${row.name} p50 ${formatDuration(row.p50Ms)}, p95 ${formatDuration(row.p95Ms)}`,
  )
  return `${title}: ${named.join("; ")}.`
}
