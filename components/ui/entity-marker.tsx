import { entityColor, MARKER_PATHS, markerShape } from "./entity"

export interface EntityMarkerProps {
  /** Position of the entity in its experiment, from 0; null is a baseline: grey and hollow. */
  index: number | null
  /** A baseline keeps the shape of the model it belongs to. */
  shape?: number
  /** Hollow: still running. */
  running?: boolean
  size?: number
  /** Spoken name; leave out where the name stands beside it. */
  label?: string
}

/** The mark of one model: colour and shape belong to it everywhere. */
export function EntityMarker({ index, shape, running = false, size = 10, label }: EntityMarkerProps) {
  const hollow = running || index === null
  const color = entityColor(index)
  const form = markerShape(shape ?? index ?? 0)
  return (
    <svg
      width={size}
      height={size}
      viewBox="-6 -6 12 12"
      className="shrink-0 overflow-visible"
      role="img"
      aria-label={label ?? ""}
      aria-hidden={label === undefined}
    >
      <path
        data-mark={hollow ? `hollow ${form}` : form}
        d={MARKER_PATHS[form]}
        fill={hollow ? "var(--color-kumo-base)" : color}
        stroke={color}
        strokeWidth={1.4}
      />
    </svg>
  )
}
