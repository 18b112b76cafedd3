"use client"

import { useQuery } from "@tanstack/react-query"
import { Combobox } from "@/components/ui/combobox"
import { routeQuery } from "@/lib/api-client/query"
import { type ListedPrice, listPrices } from "@/lib/contracts/prices"
import { describeTokenPrice } from "./price"

export interface PricePickerProps {
  label: string
  /** The id of a listed price; null for what is on record. */
  value: string | null
  onChange: (priceId: string) => void
  placeholder: string
  className?: string
}

/** One of the listed prices: those of the models here first, then the public price table. */
export function PricePicker({ label, value, onChange, placeholder, className }: PricePickerProps) {
  const prices = useQuery(routeQuery(listPrices, {}))
  return (
    <Combobox
      label={label}
      size="xs"
      value={value}
      onChange={onChange}
      placeholder={placeholder}
      empty={prices.error ? "The prices did not load." : "No listed model is called that."}
      options={(prices.data?.items ?? []).map((price) => ({
        value: price.id,
        label: `${price.name} ${price.provider}`,
        content: <PriceOption price={price} />,
        chosen: <span className="truncate">{price.name}</span>,
      }))}
      {...(className ? { className } : {})}
    />
  )
}

function PriceOption({ price }: { price: ListedPrice }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate">{price.name}</span>
      <span className="shrink-0 text-kumo-subtle text-note tabular">
        {price.modelId === null && `${price.provider} · `}
        {describeTokenPrice(price)}
      </span>
    </span>
  )
}
