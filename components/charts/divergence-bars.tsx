"use client"

import { type ReactNode, useMemo } from "react"
import { CartesianGrid, ComposedChart, XAxis, YAxis } from "recharts"
import { formatCount, formatCountOf } from "@/components/format/count"
import { axisName, chartStyle, X_AXIS, Y_AXIS } from "./axis-style"
import { ChartFrame } from "./chart-frame"
import { HistogramBars, type HistogramBin } from "./histogram-bars"
import { HistogramLegend } from "./histogram-legend"
import { linearTicks } from "./ticks"

export interface DivergenceBar {
  /** The number of the action in which pairs of attempts part first, from 1. */
  action: number
  /** How many of them ended with only the teacher, only the student, and both or neither successful. */
  onlyTeacher: number
  onlyStudent: number
  alike: number
}

interface DivergenceBarsProps {
  bars: readonly DivergenceBar[]
  title: ReactNode
  note?: ReactNode
  height?: number
}

const PARTS = { good: "only student succeeds", bad: "only teacher", unlabelled: "both or neither" }

/** All later actions share the last bar. */
const MOST_BARS = 24

/** In which action pairs of attempts part first, stacked by how they ended. */
export function DivergenceBars({ bars, title, note, height = 210 }: DivergenceBarsProps) {
  const shown = useMemo(() => foldLast(bars), [bars])
  const bins = useMemo(() => shown.map(toBin), [shown])
  const last = shown.at(-1)?.action ?? 1
  const yTicks = linearTicks(
    0,
    shown.reduce((most, bar) => Math.max(most, totalOf(bar)), 1),
  )
  const step = last > 12 ? 4 : last > 6 ? 2 : 1
  const xTicks = shown.map(({ action }) => action).filter((action) => (action - 1) % step === 0)
  return (
    <ChartFrame
      kind="divergences"
      title={title}
      note={note}
      controls={
        <div className="px-3.5 pt-2 text-kumo-subtle">
          <HistogramLegend bins={bins} names={PARTS} />
        </div>
      }
      label={describe(shown, bars.length > MOST_BARS)}
      table={{
        columns: ["Action", "Only the teacher succeeds", "Only the student", "Both or neither"],
        rows: bars.map(({ action, onlyTeacher, onlyStudent, alike }) => [
          action,
          onlyTeacher,
          onlyStudent,
          alike,
        ]),
      }}
      fileName="first-divergence"
    >
      <ComposedChart
        responsive
        style={chartStyle(height)}
        margin={{ top: 12, right: 16, bottom: 22, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--wn-grid)" />
        <XAxis
          {...X_AXIS}
          dataKey="x"
          domain={[0.5, last + 0.5]}
          ticks={xTicks}
          label={axisName(
            bars.length > MOST_BARS ? `action, ${MOST_BARS} stands for all later ones` : "action",
          )}
        />
        <YAxis {...Y_AXIS} dataKey="y" domain={[0, yTicks.at(-1) ?? 1]} ticks={yTicks} />
        <HistogramBars bins={bins} />
      </ComposedChart>
    </ChartFrame>
  )
}

function totalOf({ onlyTeacher, onlyStudent, alike }: DivergenceBar): number {
  return onlyTeacher + onlyStudent + alike
}

function toBin({ action, onlyTeacher, onlyStudent, alike }: DivergenceBar): HistogramBin {
  return {
    from: action - 0.5,
    to: action + 0.5,
    bad: onlyTeacher,
    good: onlyStudent,
    unlabelled: alike,
  }
}

function foldLast(bars: readonly DivergenceBar[]): DivergenceBar[] {
  const shown = bars.filter(({ action }) => action < MOST_BARS)
  const rest = bars.filter(({ action }) => action >= MOST_BARS)
  if (rest.length === 0) return shown
  const sum = (of: (bar: DivergenceBar) => number) => rest.reduce((total, bar) => total + of(bar), 0)
  return [
    ...shown,
    {
      action: MOST_BARS,
      onlyTeacher: sum(({ onlyTeacher }) => onlyTeacher),
      onlyStudent: sum(({ onlyStudent }) => onlyStudent),
      alike: sum(({ alike }) => alike),
    },
  ]
}

function describe(bars: readonly DivergenceBar[], folded: boolean): string {
  const total = bars.reduce((sum, bar) => sum + totalOf(bar), 0)
  const most = bars.reduce<DivergenceBar | null>(
    (best, bar) => (best === null || totalOf(bar) > totalOf(best) ? bar : best),
    null,
  )
  if (!most) return "No pair of attempts parts anywhere."
  const lost = bars.reduce((sum, { onlyTeacher }) => sum + onlyTeacher, 0)
  const won = bars.reduce((sum, { onlyStudent }) => sum + onlyStudent, 0)
  const later = folded && most.action === MOST_BARS ? " or later" : ""
  return `Of ${formatCountOf(total, "pair")} of attempts that part, most (${formatCount(totalOf(most))}) part in action ${most.action}${later}; of all that part only the teacher succeeds in ${formatCount(lost)}, only the student in ${formatCount(won)}.`
}
