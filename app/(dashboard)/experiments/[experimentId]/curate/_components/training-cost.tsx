"use client"

import { memo } from "react"
import { formatUsdRange } from "@/components/format/usd"
import { Select } from "@/components/ui/select"
import { TRAINING_EPOCHS, TRAINING_PRICES, trainingCostUsd } from "@/lib/domain/pricing/training-price"
import type { RecipeControl } from "./use-recipe"

interface TrainingCostProps {
  recipe: RecipeControl
  /** Tokens of what is kept on the training side. */
  tokenCount: number
}

const OPTIONS = TRAINING_PRICES.map(({ id, name }) => ({ value: id, label: name }))

/** What training on this would cost, at a provider one may choose. */
export function TrainingCost({ recipe, tokenCount }: TrainingCostProps) {
  const price = TRAINING_PRICES.find(({ id }) => id === recipe.params.trainAt) ?? TRAINING_PRICES[0]
  if (!price) return null
  const { low, high } = trainingCostUsd(tokenCount, price)
  return (
    <div className="mt-1.5 flex items-center gap-2 text-note">
      <span className="shrink-0 text-kumo-subtle">Training</span>
      <Provider recipe={recipe} priceId={price.id} />
      <span
        className="shrink-0 font-medium tabular"
        title={`${TRAINING_EPOCHS} epochs; ${price.source}, ${price.sourceDate}`}
      >
        ≈ {formatUsdRange(low, high)}
      </span>
    </div>
  )
}

const Provider = memo(function Provider({
  recipe,
  priceId,
}: Pick<TrainingCostProps, "recipe"> & { priceId: string }) {
  return (
    <Select
      label="Price training at"
      size="xs"
      className="min-w-0 flex-1"
      value={priceId}
      options={OPTIONS}
      onChange={(trainAt) => recipe.set({ trainAt })}
    />
  )
})
