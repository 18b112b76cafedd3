"use client"

import type { ReactNode } from "react"
import { formatEstimateText } from "@/components/format/interval"
import { classNames } from "@/components/ui/class-names"
import { entityColor } from "@/components/ui/entity"
import { EntityMarker } from "@/components/ui/entity-marker"
import { Estimate } from "@/components/ui/estimate"
import type { Estimate as EstimateValue } from "@/lib/domain/stats/estimate"
import { ChartFrame } from "./chart-frame"
import { Mark } from "./mark"

export interface IntervalRow {
  id: string
  name: string
  detail?: string
  index: number | null
  shape?: number
  estimate: EstimateValue | null
  /** `600`, or `216/600` while it runs. */
  n: string
  running?: boolean
  /** Instead of an interval: `training, epoch 4 of 10`, `waiting`. */
  state?: string
}

export interface IntervalDotsProps {
  rows: readonly IntervalRow[]
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  /** What the rate counts: `success on held-out tasks, 95 % interval`. */
  axis: string
  /** The row whose value runs down as a dashed line, usually the teacher. */
  referenceId?: string
  frame?: "panel" | "bare"
  fileName?: string
}

const COLUMNS =
  "grid grid-cols-[minmax(84px,1.1fr)_minmax(72px,2fr)_auto] items-center gap-x-3 md:grid-cols-[minmax(120px,1.1fr)_minmax(96px,2fr)_auto] md:gap-x-4"
/** Room for a rate with both ends of its interval, and from `md` on for what it was counted over. */
const LAST_COLUMN = "w-[122px] md:w-[190px]"

/** One interval per policy on a rate from 0 to 100 %, with the teacher as a dashed line. */
export function IntervalDots(props: IntervalDotsProps) {
  const { rows, title, note, actions, axis, referenceId, frame = "panel", fileName = "intervals" } = props
  const reference = rows.find((row) => row.id === referenceId)
  return (
    <ChartFrame
      kind="interval-dots"
      title={title}
      note={note}
      actions={actions}
      label={describe(rows, axis)}
      table={toTable(rows)}
      frame={frame}
      fileName={fileName}
    >
      <div className="px-2.5 pb-1">
        <div
          className={classNames(COLUMNS, "h-[30px] border-kumo-hairline border-b text-head text-kumo-subtle")}
        >
          <span>Policy</span>
          <span className="flex justify-between gap-2">
            <span>0</span>
            <span className="truncate max-md:hidden">{axis}</span>
            <span>100 %</span>
          </span>
          <span className={classNames(LAST_COLUMN, "text-right")}>
            <span className="max-md:hidden">n</span>
          </span>
        </div>
        {rows.map((row) => (
          <IntervalDotRow key={row.id} row={row} reference={reference} />
        ))}
      </div>
    </ChartFrame>
  )
}

function IntervalDotRow({ row, reference }: { row: IntervalRow; reference: IntervalRow | undefined }) {
  const pending = row.estimate === null || row.estimate.value === null
  return (
    <div className={classNames(COLUMNS, "h-10 border-kumo-hairline border-b last:border-b-0")}>
      <span className={classNames("flex min-w-0 items-center gap-1.5", pending && "text-kumo-subtle")}>
        <EntityMarker
          index={row.index}
          running={row.running || pending}
          {...(row.shape === undefined ? {} : { shape: row.shape })}
        />
        <span className="truncate font-medium">{row.name}</span>
        {row.detail && (
          <span className="truncate text-kumo-subtle text-note max-md:hidden">{row.detail}</span>
        )}
      </span>
      <IntervalStrip row={row} reference={reference} />
      <span className={classNames(LAST_COLUMN, "flex items-baseline justify-end gap-2")}>
        <Estimate estimate={row.estimate} unit="percent" strong />
        <span className="text-kumo-subtle text-note tabular max-md:hidden">{row.n}</span>
      </span>
    </div>
  )
}

function IntervalStrip({ row, reference }: { row: IntervalRow; reference: IntervalRow | undefined }) {
  const value = row.estimate?.value ?? null
  const line = reference?.estimate?.value ?? null
  return (
    <svg width="100%" height={40} className="block overflow-visible" aria-hidden="true">
      {[0, 20, 40, 60, 80, 100].map((tick) => (
        <line key={tick} x1={`${tick}%`} x2={`${tick}%`} y1={0} y2={40} stroke="var(--wn-grid)" />
      ))}
      {line !== null && (
        <line
          x1={percent(line)}
          x2={percent(line)}
          y1={0}
          y2={40}
          stroke={entityColor(reference?.index ?? null)}
          strokeWidth={1.2}
          strokeDasharray="4 3"
        />
      )}
      {value === null && row.state && (
        <text x={8} y={24} fontSize={12} fill="var(--text-color-kumo-subtle)">
          {row.state}
        </text>
      )}
      {value !== null && (
        <>
          <line
            x1={percent(row.estimate?.low ?? value)}
            x2={percent(row.estimate?.high ?? value)}
            y1={20}
            y2={20}
            stroke={entityColor(row.index)}
            strokeWidth={1.8}
          />
          <svg x={percent(value)} y={20} overflow="visible" aria-hidden="true">
            <Mark
              x={0}
              y={0}
              index={row.index}
              hollow={row.running ?? false}
              {...(row.shape === undefined ? {} : { shape: row.shape })}
            />
          </svg>
        </>
      )}
    </svg>
  )
}

function percent(rate: number): string {
  return `${Math.min(1, Math.max(0, rate)) * 100}%`
}

function describe(rows: readonly IntervalRow[], axis: string): string {
  const named = rows.map((row) => `${row.name} ${row.state ?? formatEstimateText(row.estimate, "percent")}`)
  return `${axis}: ${named.join("; ")}.`
}

function toTable(rows: readonly IntervalRow[]) {
  return {
    columns: ["Policy", "Value", "Low", "High", "n"],
    rows: rows.map((row) => [
      row.name,
      row.estimate?.value ?? null,
      row.estimate?.low ?? null,
      row.estimate?.high ?? null,
      row.n,
    ]),
  }
}
