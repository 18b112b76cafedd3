import { useId } from "react"
import { formatCount } from "@/components/format/count"
import { BadPattern, type HistogramBin } from "./histogram-bars"

/** Label states with their numbers; a square each, bad hatched. */
export function HistogramLegend({ bins }: { bins: readonly HistogramBin[] }) {
  const id = useId()
  const sum = (key: "good" | "bad" | "unlabelled") => bins.reduce((total, bin) => total + bin[key], 0)
  const entries = [
    { name: "good", fill: "var(--wn-good)", count: sum("good") },
    { name: "bad", fill: `url(#${id})`, count: sum("bad") },
    { name: "unlabelled", fill: "var(--wn-unlab)", count: sum("unlabelled") },
  ]
  return (
    <span className="flex items-center gap-3 text-note tabular">
      {entries.map(({ name, fill, count }) => (
        <span key={name} className="inline-flex items-center gap-1">
          <svg width={10} height={10} aria-hidden="true">
            {name === "bad" && <BadPattern id={id} />}
            <rect width={10} height={10} rx={2} fill={fill} />
          </svg>
          {name} {formatCount(count)}
        </span>
      ))}
    </span>
  )
}
