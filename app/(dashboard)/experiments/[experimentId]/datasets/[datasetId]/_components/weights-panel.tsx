import { WeightGauge } from "@/components/dataset/weight-gauge"
import { describePairs, describeWeighting } from "@/components/dataset/weighting-text"
import { formatCount, formatCountOf } from "@/components/format/count"
import { Panel } from "@/components/ui/panel"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { DatasetManifest } from "@/lib/contracts/manifest"
import { SPLITS } from "@/lib/domain/episode"

/** How much its episodes count and which pairs it holds; nothing where all count the same and there are none. */
export function WeightsPanel({ dataset }: { dataset: DatasetRecord }) {
  const { recipe, weights, pairs } = dataset.manifest
  if (!weights && !pairs) return null
  return (
    <>
      {weights && (
        <Panel title="Weights" note="of the training side" padded>
          <p className="pb-2 text-note">{describeWeighting(recipe.weighting)}</p>
          <WeightGauge {...weights} />
          <p className="pt-2 text-kumo-subtle text-note">
            Formats with row weights carry them; for others the training file is drawn by them. The embedded
            student weighs its loss by them.
          </p>
        </Panel>
      )}
      {pairs && (
        <Panel title="Preference pairs" padded>
          {recipe.pairs && <p className="pb-2 text-note">{describePairs(recipe.pairs)}</p>}
          <PairFacts pairs={pairs} />
        </Panel>
      )}
    </>
  )
}

const REASONS = {
  observation: "met another observation first",
  ended: "was over first",
  same: "did the same throughout",
  start: "began with a reply",
}

function PairFacts({ pairs }: { pairs: NonNullable<DatasetManifest["pairs"]> }) {
  const { count, tasks, bySplit, withoutCut, repeated } = pairs
  const sides = SPLITS.filter((split) => bySplit[split] > 0)
  const reasons = (Object.keys(REASONS) as (keyof typeof REASONS)[]).filter(
    (reason) => withoutCut[reason] > 0,
  )
  return (
    <div className="flex flex-col gap-1.5 text-note tabular">
      <p>
        <span className="font-semibold text-body">{formatCountOf(count, "pair")}</span>
        {count > 0 && ` on ${formatCountOf(tasks, "task")}`}
        <span className="text-kumo-subtle">
          {sides.map((split) => ` · ${split} ${formatCount(bySplit[split])}`).join("")}
        </span>
      </p>
      {(reasons.length > 0 || repeated > 0) && (
        <p className="text-kumo-subtle">
          Tried and no pair:{" "}
          {[
            ...reasons.map((reason) => `${formatCount(withoutCut[reason])} where one ${REASONS[reason]}`),
            ...(repeated > 0 ? [`${formatCount(repeated)} like another`] : []),
          ].join(", ")}
          .
        </p>
      )}
    </div>
  )
}
