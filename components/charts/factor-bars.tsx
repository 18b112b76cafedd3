"use client"

import { type ReactNode, useId } from "react"
import { formatCountOf } from "@/components/format/count"
import { classNames } from "@/components/ui/class-names"
import { entityColor } from "@/components/ui/entity"
import { EntityMarker } from "@/components/ui/entity-marker"
import { Tooltip } from "@/components/ui/tooltip"
import { ChartFrame } from "./chart-frame"
import { linearTicks } from "./ticks"

export interface FactorBar {
  id: string
  group: string
  name: string
  /** The entity it belongs to. */
  index: number
  /** Null is drawn as unknown, never as nothing. */
  value: number | null
  /** As published: `15.2×`. */
  text: string
  /** Where the figure comes from and what to know about it; shown where the pointer or the focus rests. */
  source: string | null
  note: string | null
}

interface FactorBarsProps {
  bars: readonly FactorBar[]
  title: ReactNode
  note?: ReactNode
  actions?: ReactNode
  controls?: ReactNode
  /** What the bars measure: `times cheaper per success than GPT-4.1`. */
  axis: string
  fileName: string
}

const COLUMNS = "grid grid-cols-[minmax(112px,180px)_minmax(80px,1fr)_64px] items-center gap-x-3"

/** Factors as horizontal bars from zero, grouped; an unknown one keeps its place and says so. */
export function FactorBars({ bars, title, note, actions, controls, axis, fileName }: FactorBarsProps) {
  const known = bars.flatMap(({ value }) => (value === null ? [] : [value]))
  const ticks = linearTicks(
    0,
    known.reduce((a, b) => Math.max(a, b), 1),
  )
  const end = ticks.at(-1) ?? 1
  const groups = [...Map.groupBy(bars, ({ group }) => group)]
  return (
    <ChartFrame
      kind="factor-bars"
      title={title}
      note={note}
      actions={actions}
      controls={controls}
      label={describe(groups, axis)}
      table={toTable(bars, axis)}
      fileName={fileName}
    >
      <div className="px-3 pt-1 pb-2">
        {groups.map(([group, members]) => (
          <div key={group} className="border-kumo-hairline border-b py-1.5 last:border-b-0">
            <h3 className="pb-0.5 font-medium text-note">{group}</h3>
            {members.map((bar) => (
              <FactorRow key={bar.id} bar={bar} end={end} ticks={ticks} />
            ))}
          </div>
        ))}
        <div className={COLUMNS}>
          <span />
          <span className="flex justify-between border-kumo-line border-t pt-1 text-head text-kumo-subtle tabular">
            {ticks.map((tick, at) => (
              <span key={tick} className={at === 0 || at === ticks.length - 1 ? "" : "max-md:hidden"}>
                {tick}×
              </span>
            ))}
          </span>
          <span />
        </div>
        <p className="pt-1 text-center text-head text-kumo-subtle">{axis}</p>
      </div>
    </ChartFrame>
  )
}

interface FactorRowProps {
  bar: FactorBar
  end: number
  ticks: readonly number[]
}

function FactorRow({ bar, end, ticks }: FactorRowProps) {
  const { name, index, value, text, source, note } = bar
  const row = (
    <div className={classNames(COLUMNS, "h-6", value === null && "text-kumo-subtle")}>
      <span className="flex min-w-0 items-center gap-1.5">
        <EntityMarker index={index} running={value === null} />
        <span className="truncate text-note">{name}</span>
      </span>
      <Bar
        index={index}
        share={value === null ? null : value / end}
        ticks={ticks.map((tick) => tick / end)}
      />
      <span className="text-right text-note tabular">
        {value === null ? "unknown" : <span className="font-medium">{text}</span>}
      </span>
    </div>
  )
  if (source === null) return row
  return (
    <Tooltip content={[text, note, source].filter(Boolean).join(" · ")}>
      <button type="button" className="block w-full cursor-default rounded-sm text-left">
        {row}
      </button>
    </Tooltip>
  )
}

/** Filled with the entity's colour and hatched by its place, so that hue is not the only channel. */
function Bar({ index, share, ticks }: { index: number; share: number | null; ticks: readonly number[] }) {
  const id = useId()
  const color = entityColor(index)
  return (
    <svg width="100%" height={24} className="block overflow-visible" aria-hidden="true">
      <defs>
        <pattern
          id={id}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform={ANGLES[index % 6]}
        >
          <rect width={6} height={6} fill={color} />
          {index % 6 > 0 && <rect width={1.4} height={6} fill="var(--color-kumo-base)" />}
        </pattern>
      </defs>
      {ticks.map((tick) => (
        <line key={tick} x1={`${tick * 100}%`} x2={`${tick * 100}%`} y1={0} y2={24} stroke="var(--wn-grid)" />
      ))}
      {share === null ? (
        <line x1={0} x2="100%" y1={12} y2={12} stroke="var(--wn-base)" strokeDasharray="1 4" />
      ) : (
        <rect
          data-mark={`bar-${index}`}
          y={6}
          width={`${share * 100}%`}
          height={12}
          fill={`url(#${id})`}
          stroke={color}
          strokeWidth={0.8}
        />
      )}
    </svg>
  )
}

const ANGLES = ["", "rotate(45)", "rotate(-45)", "rotate(0)", "rotate(90)", "rotate(20)"]

function describe(groups: readonly [string, FactorBar[]][], axis: string): string {
  const named = groups.map(([group, bars]) => {
    const known = bars.filter(({ value }) => value !== null).map(({ name, text }) => `${name} ${text}`)
    return `${group}: ${known.join(", ") || "nothing published"}`
  })
  const unknown = groups.flatMap(([, bars]) => bars).filter(({ value }) => value === null).length
  return `${axis}, published and not measured here, ${named.join("; ")}; ${formatCountOf(unknown, "cell")} unknown.`
}

function toTable(bars: readonly FactorBar[], axis: string) {
  return {
    columns: ["Task", "Model", axis, "Note", "Source"],
    rows: bars.map(({ group, name, value, note, source }) => [group, name, value ?? "unknown", note, source]),
  }
}
