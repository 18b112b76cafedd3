import { describeEdits } from "@/components/dataset/edit-text"
import { LeakChecks } from "@/components/dataset/leak-checks"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Banner } from "@/components/ui/banner"
import { Checkbox } from "@/components/ui/checkbox"
import { Skeleton } from "@/components/ui/skeleton"
import { TextLink } from "@/components/ui/text-link"
import type { DatasetPlan } from "@/lib/contracts/datasets"
import { SPLITS } from "@/lib/domain/episode"

interface DatasetPlanViewProps {
  experimentId: string
  plan: DatasetPlan | undefined
  error: Error | null
  drop: boolean
  onDrop: (drop: boolean) => void
}

/** What the dataset would hold, what is kept out of it, and whether training would give anything away. */
export function DatasetPlanView({ experimentId, plan, error, drop, onDrop }: DatasetPlanViewProps) {
  if (error) return <Banner tone="error">{error.message}</Banner>
  if (!plan) return <Skeleton className="h-16" />
  const { counts, excluded, certificate, leakingEpisodes, existing, weights, pairs, edits, pending } = plan
  const sides = SPLITS.filter((side) => counts.bySplit[side].episodes > 0)
  return (
    <div className="flex flex-col gap-2 text-note" aria-live="polite">
      <p className="text-kumo-subtle tabular">
        {sides
          .map((side) => {
            const { episodes, tasks } = counts.bySplit[side]
            return `${side}: ${formatCountOf(episodes, "episode")} of ${formatCountOf(tasks, "task")}`
          })
          .join(" · ")}
      </p>
      {weights && (
        <p className="text-kumo-subtle tabular">
          Weights: {formatCount(Math.round(weights.summary.effectiveSampleSize))} effective of{" "}
          {formatCountOf(weights.summary.count, "training episode")}
        </p>
      )}
      {pairs && (
        <p className="text-kumo-subtle tabular">
          {formatCountOf(pairs.count, "preference pair")} on {formatCountOf(pairs.tasks, "task")}
          {pairs.withoutCut.observation > 0 &&
            `; ${formatCountOf(pairs.withoutCut.observation, "attempt")} at a pair met another observation first`}
        </p>
      )}
      {edits && <p className="text-kumo-subtle tabular">{describeEdits(edits)}</p>}
      {pending.map(({ rule, episodes }) => (
        <Banner key={rule} tone="warn" title={`Rule ${rule + 1} cannot decide yet.`}>
          {formatCountOf(episodes, "episode")} have to be read for it first: open the rule and start that.
        </Banner>
      ))}
      {excluded.heldOut.episodes > 0 && (
        <Banner tone="info">
          {formatCountOf(excluded.heldOut.episodes, "kept episode")} of{" "}
          {formatCountOf(excluded.heldOut.tasks, "held-out task")} stay out: models are judged on them.
        </Banner>
      )}
      {existing && (
        <Banner tone="info" title="The same dataset is there:">
          <TextLink className="underline" href={`/experiments/${experimentId}/datasets/${existing.id}`}>
            {existing.name}
          </TextLink>{" "}
          holds exactly this.
        </Banner>
      )}
      {certificate.passed ? (
        <p className="text-kumo-subtle">
          <span className="text-good">No leaks</span> between training and{" "}
          {formatCountOf(certificate.tasks.other, "task")} across the line.
        </p>
      ) : (
        <>
          <Banner tone="warn" title="The leak certificate fails.">
            Training on it will need a reason.
          </Banner>
          <LeakChecks experimentId={experimentId} certificate={certificate} foundOnly />
        </>
      )}
      {(leakingEpisodes > 0 || drop) && (
        <Checkbox
          checked={drop}
          onChange={onDrop}
          label={
            drop
              ? `Leave out what leaks (${formatCountOf(excluded.leaking.episodes, "training episode")})`
              : `Leave out what leaks (${formatCountOf(leakingEpisodes, "training episode")})`
          }
        />
      )}
    </div>
  )
}
