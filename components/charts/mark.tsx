import { entityColor, MARKER_PATHS, markerShape } from "@/components/ui/entity"

export interface MarkProps {
  x: number
  y: number
  index: number | null
  shape?: number
  hollow?: boolean
  scale?: number
}

/** An entity's marker inside a drawing. */
export function Mark({ x, y, index, shape, hollow = false, scale = 1.05 }: MarkProps) {
  const color = entityColor(index)
  const form = markerShape(shape ?? index ?? 0)
  const isHollow = hollow || index === null
  return (
    <path
      data-mark={isHollow ? `hollow ${form}` : form}
      d={MARKER_PATHS[form]}
      transform={`translate(${x} ${y}) scale(${scale})`}
      fill={isHollow ? "var(--color-kumo-base)" : color}
      stroke={color}
      strokeWidth={1.3}
    />
  )
}
