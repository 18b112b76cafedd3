import { Mark } from "./mark"
import type { LineSeries } from "./series-lines"

/** A stroke and a word per line; needed where two line styles share a colour. */
export function SeriesLegend({ series }: { series: readonly LineSeries[] }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 text-note">
      {series.map(({ name, color, dashed, dash, mark }) => (
        <span key={name} className="inline-flex items-center gap-1.5 text-kumo-subtle">
          <svg width={22} height={12} aria-hidden="true">
            <line
              x1={0}
              x2={22}
              y1={6}
              y2={6}
              stroke={color}
              strokeWidth={2}
              strokeDasharray={dash ?? (dashed ? "4 2" : "none")}
            />
            {mark && <Mark x={11} y={6} {...mark} scale={0.85} />}
          </svg>
          {name}
        </span>
      ))}
    </span>
  )
}
