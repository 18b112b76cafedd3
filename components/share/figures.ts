import { formatCount } from "@/components/format/count"
import { formatSeconds } from "@/components/format/duration"
import { type EstimateUnit, formatEstimate } from "@/components/format/interval"
import type { SharedRun, ShareSnapshot } from "@/lib/contracts/shares"
import type { Estimate } from "@/lib/domain/stats/estimate"

/** One figure of a shared page as it is written, beside the number of the snapshot that it has to agree with. */
export interface Figure {
  text: string
  interval: string
  /** In the unit of `text`; null where the text says that it is unknown. */
  value: number | null
}

export interface RunFigures {
  run: SharedRun
  n: Figure
  success: Figure
  costPerTask: Figure
  costPerSuccess: Figure
  passK: Figure | null
  latency: Figure
}

export interface ShareFigures {
  runs: RunFigures[]
  difference: Figure | null
  savingPerMonth: Figure | null
}

const FACTORS: Partial<Record<EstimateUnit, number>> = { percent: 100, points: 100 }

function figureOf(estimate: Estimate, unit: EstimateUnit): Figure {
  const { figure, unit: word, interval } = formatEstimate(estimate, unit)
  const value = estimate.value === null ? null : estimate.value * (FACTORS[unit] ?? 1)
  return { text: word ? `${figure} ${word}` : figure, interval, value }
}

function countFigure(value: number): Figure {
  return { text: formatCount(value), interval: "", value }
}

function latencyFigure(ms: number | null): Figure {
  return { text: formatSeconds(ms), interval: "", value: ms === null ? null : ms / 1000 }
}

/** Every figure that a shared page writes. */
export function shareFigures({ runs, pair, breakEven }: ShareSnapshot): ShareFigures {
  return {
    runs: runs.map((run) => ({
      run,
      n: countFigure(run.n),
      success: figureOf(run.successRate, "percent"),
      costPerTask: figureOf(run.costPerTaskUsd, "usd"),
      costPerSuccess: figureOf(run.costPerSuccessUsd, "usd"),
      passK: run.passK.length > 0 ? figureOf(run.passK.at(-1) as Estimate, "percent") : null,
      latency: latencyFigure(run.latencyP50Ms),
    })),
    difference: pair && figureOf(pair.difference, "points"),
    savingPerMonth: breakEven && figureOf(breakEven.savingPerMonthUsd, "usd"),
  }
}

/** Whether what is written is the number of the snapshot, to the last digit that is written. */
export function agrees({ text, value }: Figure): boolean {
  const written = /[+−-]?\$?[\d,]+(?:\.(\d+))?/.exec(text)
  if (value === null) return !written
  if (!written) return false
  const amount = Number(written[0].replace("−", "-").replace(/[$,+]/g, ""))
  const last = 10 ** -(written[1]?.length ?? 0)
  return Math.abs(amount - value) <= 0.5 * last * (1 + 1e-9) + 1e-12
}

/** The figures that do not agree with the snapshot: a page with one of them is not shown. */
export function findWrongFigures(figures: ShareFigures): Figure[] {
  const all = figures.runs.flatMap(({ run: _run, ...written }) => Object.values(written))
  return [...all, figures.difference, figures.savingPerMonth].filter(
    (figure): figure is Figure => figure !== null && !agrees(figure),
  )
}
