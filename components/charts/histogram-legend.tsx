import { useId } from "react"
import { formatCount } from "@/components/format/count"
import { BadPattern, type HistogramBin } from "./histogram-bars"

interface HistogramLegendProps {
  bins: readonly HistogramBin[]
  /** What the three parts of a bar stand for; label states without it. */
  names?: { good: string; bad: string; unlabelled: string }
}

const LABEL_STATES = { good: "good", bad: "bad", unlabelled: "unlabelled" }

/** The parts of the bars with their numbers; a square each, bad hatched. */
export function HistogramLegend({ bins, names = LABEL_STATES }: HistogramLegendProps) {
  const id = useId()
  const sum = (key: "good" | "bad" | "unlabelled") => bins.reduce((total, bin) => total + bin[key], 0)
  const entries = [
    { part: "good", fill: "var(--wn-good)", count: sum("good") },
    { part: "bad", fill: `url(#${id})`, count: sum("bad") },
    { part: "unlabelled", fill: "var(--wn-unlab)", count: sum("unlabelled") },
  ] as const
  return (
    <span className="flex flex-wrap items-center gap-x-3 text-note tabular">
      {entries.map(({ part, fill, count }) => (
        <span key={part} className="inline-flex items-center gap-1">
          <svg width={10} height={10} aria-hidden="true">
            {part === "bad" && <BadPattern id={id} />}
            <rect width={10} height={10} rx={2} fill={fill} />
          </svg>
          {names[part]} {formatCount(count)}
        </span>
      ))}
    </span>
  )
}
