import { Meter } from "@/components/ui/meter"

interface FunnelBarProps {
  /** Shares of all episodes: what is left after the rule, and what reached it. */
  kept: number
  before: number
  label: string
  selected?: boolean
}

/** Solid is kept, hatched is dropped by this rule, empty was dropped before. */
export function FunnelBar({ kept, before, label, selected = false }: FunnelBarProps) {
  return (
    <Meter
      className="mt-1.5"
      fraction={kept}
      expected={{ from: kept, to: before }}
      label={label}
      tone={selected ? "accent" : "bar"}
      size="base"
    />
  )
}
