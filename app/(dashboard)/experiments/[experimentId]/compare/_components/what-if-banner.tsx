import { describeTokens, WhatIfMark, WhatIfPrice } from "@/components/model/what-if"
import { Button } from "@/components/ui/button"
import type { ComparedRun } from "@/lib/contracts/compare"
import type { WhatIf } from "@/lib/contracts/prices"

interface WhatIfBannerProps {
  runs: readonly ComparedRun[]
  onBack: () => void
}

/** That costs on this page were billed to nobody: which runs, whose price, which tokens, and one click back. */
export function WhatIfBanner({ runs, onBack }: WhatIfBannerProps) {
  const groups = groupByPrice(runs)
  if (groups.length === 0) return null
  return (
    <div
      role="status"
      className="flex items-start gap-x-2.5 gap-y-1.5 rounded-lg bg-warn-tint px-3 py-2 text-note max-md:flex-wrap max-md:justify-between"
    >
      <WhatIfMark />
      <ul className="flex min-w-0 flex-1 flex-col gap-1 max-md:order-last max-md:basis-full">
        {groups.map(({ names, whatIf }) => (
          <li key={whatIf.price.id} className="break-words">
            <span className="font-medium">{names}</span> <WhatIfPrice price={whatIf.price} />.{" "}
            <span className="text-kumo-subtle">{describeTokens(whatIf.tokens)}</span>
          </li>
        ))}
      </ul>
      <Button size="xs" onClick={onBack}>
        Back to own prices
      </Button>
    </div>
  )
}

interface PriceGroup {
  names: string
  whatIf: WhatIf
}

/** The runs of each price in one line, with their tokens added up. */
function groupByPrice(runs: readonly ComparedRun[]): PriceGroup[] {
  const repriced = runs.flatMap(({ name, whatIf }) => (whatIf ? [{ name, whatIf }] : []))
  return [...Map.groupBy(repriced, ({ whatIf }) => whatIf.price.id).values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const sum = (kind: keyof WhatIf["tokens"]) =>
      group.reduce((total, { whatIf }) => total + whatIf.tokens[kind], 0)
    const tokens = { recorded: sum("recorded"), estimated: sum("estimated"), unknown: sum("unknown") }
    const names = group.length > 3 ? `${group.length} runs` : group.map(({ name }) => name).join(", ")
    return [{ names, whatIf: { price: first.whatIf.price, tokens } }]
  })
}
