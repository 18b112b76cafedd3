"use client"

export interface SliderProps {
  label: string
  value: number
  onChange: (value: number) => void
  min: number
  max: number
  step?: number
  /** What a screen reader says instead of the bare number. */
  valueText?: string
  className?: string
  disabled?: boolean
  /** The id of what explains it. */
  describedBy?: string
}

/** A number from a range, by drag or arrow keys. */
export function Slider(props: SliderProps) {
  const { label, onChange, step = 1, valueText, className = "w-32", describedBy, ...range } = props
  return (
    <input
      {...range}
      type="range"
      step={step}
      aria-label={label}
      aria-valuetext={valueText ?? String(range.value)}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className={`h-4 cursor-pointer accent-accent ${className}`}
    />
  )
}
