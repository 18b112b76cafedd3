import type { SizeScale } from "./size-scale"

interface SizeLegendProps {
  /** What the size means: `p50 latency`. */
  name: string
  values: readonly number[]
  scale: SizeScale
  format: (value: number) => string
}

/** What the smallest and the largest mark stand for. */
export function SizeLegend({ name, values, scale, format }: SizeLegendProps) {
  if (values.length === 0) return null
  const ends = [...new Set([Math.min(...values), Math.max(...values)])]
  return (
    <span className="flex items-center justify-end gap-2 whitespace-nowrap px-3 pt-1.5 text-kumo-subtle text-note">
      size of a mark: {name}
      {ends.map((value) => (
        <span key={value} className="inline-flex items-center gap-1">
          <svg width={24} height={22} viewBox="-12 -11 24 22" aria-hidden="true">
            <circle r={5.2 * scale(value)} fill="none" stroke="var(--wn-base)" strokeWidth={1.3} />
          </svg>
          {format(value)}
        </span>
      ))}
    </span>
  )
}
