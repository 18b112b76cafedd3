import type { ReactNode } from "react"
import { recipeHref } from "@/components/dataset/recipe-params"
import { TermsFlag } from "@/components/dataset/terms-flag"
import { runHref } from "@/components/experiment/links"
import { formatCount, formatCountOf } from "@/components/format/count"
import { CopyText } from "@/components/ui/copy-text"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import type { DatasetRecord } from "@/lib/contracts/datasets"

/** Everything that makes it the same again: runs, labels, recipe, split, and the hash over all of them. */
export function OriginPanel({ dataset }: { dataset: DatasetRecord }) {
  const { experimentId, manifest } = dataset
  const { recipe, runs, labels, split } = manifest
  const href = recipeHref(experimentId, { ...recipe, runIds: runs.map(({ id }) => id) })
  const labelled = labels.good + labels.bad + labels.unsure
  return (
    <Panel title="Where it comes from">
      <dl className="flex flex-col gap-2 p-3 text-note">
        <Station name={runs.length === 1 ? "Run" : "Runs"}>
          {runs.map((run) => (
            <div key={run.id} className="flex justify-between gap-3">
              <TextLink href={runHref(experimentId, run.id)} className="truncate">
                {run.name}
              </TextLink>
              <span className="shrink-0 text-kumo-subtle tabular">
                {run.role}, {formatCount(run.kept)} of {formatCount(run.episodes)}
              </span>
            </div>
          ))}
        </Station>
        <Station name="Labels">
          {labelled === 0
            ? "no episode of these runs had a label"
            : `${formatCount(labels.good)} good, ${formatCount(labels.bad)} bad, ${formatCount(labels.unsure)} unsure when it was made`}
        </Station>
        <Station name="Recipe">
          <TextLink className="underline" href={href}>
            {recipe.name} v{recipe.version}
          </TextLink>
          , {formatCountOf(recipe.rules.length, "rule")},{" "}
          <TextLink className="underline" href={`/experiments/${experimentId}/recipes?recipe=${recipe.id}`}>
            all versions
          </TextLink>
        </Station>
        <Station name="Split">
          by {split.by === "task" ? "task" : "task group"}
          {split.stratify === "difficulty" && ", every difficulty alike"}, seed {split.seed}
        </Station>
        {manifest.teachers.map(({ model, terms }) => (
          <Station key={model} name="Terms">
            <span className="font-medium">{model}:</span> {terms}
          </Station>
        ))}
        <Station name="Hash">
          <CopyText value={dataset.hash} label="Copy hash" />
          <span className="text-kumo-subtle"> SHA-256 over episodes, contents, sides, weights and pairs</span>
        </Station>
        <Station name="Made by">
          {manifest.product}
          {manifest.versions.node && `, Node ${manifest.versions.node.replace(/^v/, "")}`}
        </Station>
      </dl>
      <div className="mt-2">
        <TermsFlag teachers={manifest.teachers.map(({ model: name, provider }) => ({ name, provider }))} />
      </div>
    </Panel>
  )
}

function Station({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[64px_minmax(0,1fr)] gap-2">
      <dt className="text-kumo-subtle">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
