import type { LineSeries } from "./series-lines"

/** A stroke and a word per line; needed where two line styles share a colour. */
export function SeriesLegend({ series }: { series: readonly LineSeries[] }) {
  return (
    <span className="flex items-center gap-3 text-note">
      {series.map(({ name, color, dashed }) => (
        <span key={name} className="inline-flex items-center gap-1.5 text-kumo-subtle">
          <svg width={16} height={6} aria-hidden="true">
            <line
              x1={0}
              x2={16}
              y1={3}
              y2={3}
              stroke={color}
              strokeWidth={2}
              strokeDasharray={dashed ? "4 2" : "none"}
            />
          </svg>
          {name}
        </span>
      ))}
    </span>
  )
}
