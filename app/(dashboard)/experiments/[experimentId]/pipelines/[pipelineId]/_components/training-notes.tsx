import { z } from "zod"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { Panel } from "@/components/ui/panel"

const notesSchema = z.object({
  examples: z.number().optional(),
  skipped: z.number().optional(),
  weights: z
    .object({ effectiveSampleSize: z.number(), examples: z.number(), topPercentShare: z.number() })
    .nullish(),
})

/** What the trainer noted: how much it learned from, and how evenly the weights spread. */
export function TrainingNotes({ notes }: { notes: Record<string, unknown> | null }) {
  const known = notesSchema.safeParse(notes).data
  if (!known) return null
  const { examples, skipped, weights } = known
  const facts = [
    { name: "Examples", value: formatCount(examples) },
    { name: "Left out, not readable", value: formatCount(skipped) },
    ...(weights
      ? [
          {
            name: "Effective sample size",
            value: `${formatCount(Math.round(weights.effectiveSampleSize))}, ${formatPercent(weights.effectiveSampleSize / weights.examples, 0)}`,
          },
          { name: "Weight of the top 1 %", value: formatPercent(weights.topPercentShare) },
        ]
      : [{ name: "Weights", value: "all equal" }]),
  ]
  return (
    <Panel title="Training" padded>
      <dl className="flex flex-col gap-2">
        {facts.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-3">
            <dt className="text-kumo-subtle">{name}</dt>
            <dd className="text-right font-medium tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
