"use client"

import { useId } from "react"
import { Slider, type SliderProps } from "./slider"

interface ValueSliderProps extends Omit<SliderProps, "valueText" | "className" | "describedBy"> {
  /** The value in words, beside the label and for those who hear it. */
  text: string
  /** Why it is disabled, or what it does. */
  hint?: string | undefined
}

/** A slider with its label and its value in words above it, as wide as its column. */
export function ValueSlider({ text, hint, ...slider }: ValueSliderProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-0.5">
      <div className="flex items-baseline justify-between gap-2 text-note" aria-hidden="true">
        <span className="text-kumo-subtle">{slider.label}</span>
        <span className="font-medium tabular">{text}</span>
      </div>
      <Slider
        {...slider}
        valueText={text}
        className="w-full disabled:cursor-not-allowed pointer-coarse:h-11"
        {...(hint ? { describedBy: id } : {})}
      />
      {hint && (
        <p id={id} className="text-head text-kumo-subtle">
          {hint}
        </p>
      )}
    </div>
  )
}
