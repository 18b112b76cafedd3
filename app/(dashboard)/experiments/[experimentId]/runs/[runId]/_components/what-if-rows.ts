import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatFraction, formatTimes } from "@/components/format/ratio"
import { formatUsd } from "@/components/format/usd"
import { describeTokens } from "@/components/model/what-if"
import type { WhatIfCost } from "@/lib/contracts/prices"
import type { RunRecord } from "@/lib/contracts/runs"

/** Which tokens the what-if rests on. */
export function describeWhatIf({ tokens }: WhatIfCost): string | undefined {
  return describeTokens(tokens) || undefined
}

/** The figures of a run at a price that is not its own, with what each kind of token comes to. */
export function whatIfRows({ cost, parts, ratio }: WhatIfCost, { statistics: { cost: own, n } }: RunRecord) {
  return [
    { label: "Cost per success", value: formatUsd(cost.perSuccessUsd) },
    { label: "In all", value: formatUsd(cost.totalUsd) },
    ...(parts === null
      ? []
      : [
          { label: "Input", value: formatUsd(parts.inputUsd) },
          ...(parts.cachedUsd > 0 ? [{ label: "Cached input", value: formatUsd(parts.cachedUsd) }] : []),
          { label: "Output", value: formatUsd(parts.outputUsd) },
        ]),
    {
      label: "Priced",
      value: cost.coverage === null ? "–" : `${formatPercent(cost.coverage, 0)} of ${formatCount(n)}`,
    },
    ...(cost.environmentTotalUsd === null
      ? []
      : [{ label: "Environment, as it was", value: formatUsd(cost.environmentTotalUsd) }]),
    {
      label: "On record, per task",
      value:
        ratio === null
          ? formatUsd(own.perTaskUsd.value)
          : `${formatUsd(own.perTaskUsd.value)}, this is ${describeRatio(ratio)}`,
    },
  ]
}

/** `2.0× of it`, `1/12 of it`. */
function describeRatio(ratio: number): string {
  return `${ratio < 1 ? formatFraction(ratio) : formatTimes(ratio)} of it`
}
