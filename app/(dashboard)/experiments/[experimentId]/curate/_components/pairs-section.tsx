"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { formatCount, formatCountOf } from "@/components/format/count"
import { LoadError } from "@/components/ui/load-error"
import { Select } from "@/components/ui/select"
import { Skeleton } from "@/components/ui/skeleton"
import { Switch } from "@/components/ui/switch"
import { routeQuery } from "@/lib/api-client/query"
import { pairPlanSchema } from "@/lib/contracts/weighting"
import { weighCuration } from "@/lib/contracts/weights"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"
import type { LabProps } from "./lab-props"
import { NumberField } from "./number-field"

/** Whether the dataset gets preference pairs, and how many there can be. */
export function PairsSection(props: LabProps) {
  const { recipe } = props
  const { pairs } = recipe.params
  return (
    <section
      aria-label="Preference pairs"
      className="flex flex-col gap-2 border-kumo-hairline border-t px-3 py-2.5"
    >
      <h2 className="font-semibold text-body">Preference pairs</h2>
      <Switch
        label="Freeze pairs too"
        checked={pairs !== null}
        onChange={(on) => recipe.set({ pairs: on ? pairPlanSchema.parse({}) : null })}
      />
      {pairs && <PairsEditor {...props} />}
    </section>
  )
}

function PairsEditor({ experimentId, recipe }: LabProps) {
  const { run: runIds, rules, pairs } = recipe.params
  const answer = useQuery({
    ...routeQuery(weighCuration, { experimentId, runIds, rules, weighting: NO_WEIGHTING, pairs }),
    placeholderData: keepPreviousData,
  })
  if (!pairs) return null
  return (
    <>
      <p className="text-kumo-subtle text-note">
        A kept episode against a worse attempt at its task, dropped or not, cut at the first reply in which
        they differ: one prompt, two replies.
      </p>
      <Select
        label="Better is"
        value={pairs.by}
        onChange={(by) => recipe.set({ pairs: { ...pairs, by } })}
        options={[
          { value: "success", label: "a success over a failure" },
          { value: "score", label: "a higher score over a lower one" },
        ]}
      />
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label="Pairs a task, at most"
          value={pairs.maxPerTask}
          min={1}
          max={100}
          whole
          required
          onCommit={(most) => most !== null && recipe.set({ pairs: { ...pairs, maxPerTask: most } })}
        />
        {pairs.by === "score" && (
          <NumberField
            label="By at least"
            value={pairs.minGap}
            min={0}
            required
            onCommit={(minGap) => minGap !== null && recipe.set({ pairs: { ...pairs, minGap } })}
          />
        )}
      </div>
      {answer.error && (
        <LoadError
          title="The pairs were not counted."
          error={answer.error}
          onRetry={() => void answer.refetch()}
        />
      )}
      {!answer.error && <PairCount count={answer.data?.pairs ?? null} />}
    </>
  )
}

function PairCount({ count }: { count: { tasks: number; atMost: number } | null }) {
  if (!count) return <Skeleton className="h-5" />
  if (count.atMost === 0) {
    return <p className="text-note text-warn">No task has both a kept episode and a worse attempt.</p>
  }
  return (
    <p className="text-note tabular" aria-live="polite">
      <span className="font-semibold">At most {formatCount(count.atMost)}</span> on{" "}
      {formatCountOf(count.tasks, "task")}
      <span className="text-kumo-subtle">; fewer where the environment differed before any reply did.</span>
    </p>
  )
}
