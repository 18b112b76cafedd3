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
}

/** A number from a range, by drag or arrow keys. */
export function Slider({ label, onChange, step = 1, valueText, className = "w-32", ...props }: SliderProps) {
  return (
    <input
      {...props}
      type="range"
      step={step}
      aria-label={label}
      aria-valuetext={valueText ?? String(props.value)}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className={`h-4 cursor-pointer accent-accent ${className}`}
    />
  )
}
