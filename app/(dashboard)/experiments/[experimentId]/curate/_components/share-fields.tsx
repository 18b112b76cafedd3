"use client"

import { NumberField } from "./number-field"

interface ShareFieldsProps {
  /** Percent for train, validation and test, together 100. */
  shares: readonly number[]
  seed: number
  onChange: (change: { shares?: number[]; seed?: number }) => void
}

/** Validation and test are chosen; the rest trains. */
export function ShareFields({ shares, seed, onChange }: ShareFieldsProps) {
  const [train = 0, validation = 0, test = 0] = shares
  const set = (nextValidation: number, nextTest: number) =>
    onChange({ shares: [100 - nextValidation - nextTest, nextValidation, nextTest] })
  return (
    <div className="grid grid-cols-4 gap-2">
      <div className="flex flex-col gap-0.5 text-kumo-subtle text-note">
        Train, %
        <output className="flex h-[26px] items-center text-body text-kumo-default tabular">{train}</output>
      </div>
      <NumberField
        label="Validation, %"
        value={validation}
        min={0}
        max={99 - test}
        whole
        required
        onCommit={(next) => next !== null && set(next, test)}
      />
      <NumberField
        label="Test, %"
        value={test}
        min={0}
        max={99 - validation}
        whole
        required
        onCommit={(next) => next !== null && set(validation, next)}
      />
      <NumberField
        label="Seed"
        value={seed}
        min={0}
        max={4_294_967_295}
        whole
        required
        onCommit={(next) => next !== null && onChange({ seed: next })}
      />
    </div>
  )
}
