import { z } from "zod"
import { formatUsd, formatUsdRange } from "@/components/format/usd"
import type { ActivityRecord } from "@/lib/contracts/activity"

const labelSchema = z.object({
  key: z.string(),
  name: z.string(),
  step: z.number().nullable(),
  value: z.unknown(),
})
const priceSchema = z.object({
  inputUsdPerMTok: z.number(),
  outputUsdPerMTok: z.number(),
  source: z.string(),
})
const limitsSchema = z.object({
  monthlyCapUsd: z.number().nullable(),
  confirmAboveUsd: z.number().nullable(),
})
const statusSchema = z.object({ status: z.string() })
const launchSchema = z.object({
  provider: z.string().optional(),
  baseModel: z.string().optional(),
  model: z.string().optional(),
  attempts: z.number().optional(),
  episodes: z.number().optional(),
  budgetUsd: z.number().nullish(),
  cost: z.object({ lowUsd: z.number(), highUsd: z.number(), unknown: z.array(z.string()) }).nullish(),
})

const OTHER_WORDS = { true: "yes", false: "no", null: "taken back" } as const

function describeValue(value: unknown): string {
  return OTHER_WORDS[String(value) as keyof typeof OTHER_WORDS] ?? String(value)
}

function describeLabel({ before, after }: ActivityRecord): string {
  const now = labelSchema.safeParse(after).data
  if (!now) return ""
  const what = [now.key, now.name].filter(Boolean).join(" ")
  const where = now.step === null ? "" : ` of step ${now.step + 1}`
  const then = labelSchema.safeParse(before).data
  return `${what}${where}: ${then ? `${describeValue(then.value)} → ` : ""}${describeValue(now.value)}`
}

function describePrice(value: unknown): string {
  const price = priceSchema.safeParse(value).data
  if (!price) return "none"
  return `$${price.inputUsdPerMTok} in, $${price.outputUsdPerMTok} out (${price.source})`
}

function describeLimits(value: unknown): string {
  const limits = limitsSchema.safeParse(value).data
  if (!limits) return "none"
  const cap = limits.monthlyCapUsd === null ? "no cap" : `${formatUsd(limits.monthlyCapUsd)} a month`
  return limits.confirmAboveUsd === null ? cap : `${cap}, asks above ${formatUsd(limits.confirmAboveUsd)}`
}

function describeLaunch(value: unknown): string {
  const launch = launchSchema.safeParse(value).data
  if (!launch) return ""
  const { provider, baseModel, model, attempts, episodes, budgetUsd, cost } = launch
  return [
    provider && baseModel ? `${provider}, ${baseModel}` : model,
    attempts !== undefined && `${attempts} attempts`,
    episodes !== undefined && `${episodes} episodes`,
    cost &&
      `estimated ${formatUsdRange(cost.lowUsd, cost.highUsd)}${cost.unknown.length > 0 ? " and what is unknown" : ""}`,
    budgetUsd != null && `budget ${formatUsd(budgetUsd)}`,
  ]
    .filter(Boolean)
    .join(", ")
}

/** What stood there before and what stands there now, in one line; empty where there is nothing to say. */
export function describeChange(entry: ActivityRecord): string {
  const { name, before, after, isHidden } = entry
  if (isHidden) return "hidden while a queue asks you to judge it blind"
  if (name === "label.set") return describeLabel(entry)
  if (name === "price.create") return `${describePrice(before)} → ${describePrice(after)}`
  if (name === "price.delete") return `${describePrice(before)} → removed`
  if (name === "spending.update") return `${describeLimits(before)} → ${describeLimits(after)}`
  const status = statusSchema.safeParse(before).data?.status
  return status ? `was ${status}` : describeLaunch(after)
}
