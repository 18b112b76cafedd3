import { createHash } from "node:crypto"
import type { DatasetManifest } from "@/lib/contracts/manifest"
import type { RecipeRecord } from "@/lib/contracts/recipes"
import type { Context } from "@/lib/db/context"
import type { readLabelSnapshot } from "@/lib/db/dataset.sql"
import { allRows } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import type { SplitPlan } from "@/lib/domain/curation/split-tasks"
import { teacherTerms } from "@/lib/domain/teacher-terms"
import type { RunSummary } from "@/lib/services/curation/require-runs"
import { AUDIT_VERSION, toCertificate } from "@/lib/services/dataset/audit-members"
import type { Frozen } from "@/lib/services/dataset/freeze"
import { SELECTION_VERSION } from "@/lib/services/dataset/select-members"
import { canonicalJson } from "@/lib/services/pipeline/canonical-json"
import packageJson from "@/package.json" with { type: "json" }

export const PRODUCT = `winnow ${packageJson.version}`

/** Of the rules alone where there is nothing else to a recipe. */
export function hashRecipe({ rules, weighting, pairs }: Pick<RecipeRecord, "rules" | "weighting" | "pairs">) {
  const isPlain = weighting.scheme === "none" && pairs === null
  const said = isPlain ? rules : { rules, weighting, pairs }
  return createHash("sha256").update(canonicalJson(said)).digest("hex")
}

function describeRuns(runs: readonly RunSummary[], { sample, rows }: Frozen): DatasetManifest["runs"] {
  const all = compositionOf(sample.columns, allRows(sample.columns)).runs
  const kept = compositionOf(sample.columns, rows).runs
  return runs.map((run, number) => ({
    id: run.id,
    name: run.name,
    model: run.model.name,
    role: run.role,
    episodes: all.get(number) ?? 0,
    kept: kept.get(number) ?? 0,
  }))
}

/** The models whose outputs are in it, each once. */
async function describeTeachers(
  ctx: Context,
  runs: DatasetManifest["runs"],
): Promise<DatasetManifest["teachers"]> {
  const names = [...new Set(runs.filter(({ kept }) => kept > 0).map(({ model }) => model))]
  const models = await ctx.db.prisma.model.findMany({
    where: { name: { in: names } },
    select: { name: true, provider: true, baseModel: true },
    orderBy: { name: "asc" },
  })
  return models.map((model) => ({ model: model.name, provider: model.provider, terms: teacherTerms(model) }))
}

interface Making {
  recipe: RecipeRecord
  runs: readonly RunSummary[]
  split: SplitPlan
  leaks: DatasetManifest["leaks"]
  heldOut: DatasetManifest["heldOut"]
  labels: Awaited<ReturnType<typeof readLabelSnapshot>>
}

/** Everything that makes the frozen selection reproducible. */
export async function describeDataset(
  ctx: Context,
  frozen: Frozen,
  { recipe, runs, split, leaks, heldOut, labels }: Making,
): Promise<DatasetManifest> {
  const { tasks, episodes, contentTokens, assistantTokens } = compositionOf(
    frozen.sample.columns,
    frozen.rows,
  ).totals
  const { id, name, version, rules, weighting, pairs } = recipe
  const described = describeRuns(runs, frozen)
  return {
    formatVersion: 2,
    product: PRODUCT,
    versions: { node: process.version, selection: SELECTION_VERSION, audit: AUDIT_VERSION },
    recipe: { id, name, version, hash: hashRecipe(recipe), rules, weighting, pairs },
    runs: described,
    teachers: await describeTeachers(ctx, described),
    split,
    leaks,
    heldOut,
    counts: { episodes, tasks, contentTokens, assistantTokens, bySplit: frozen.bySplit },
    funnel: frozen.funnel,
    excluded: frozen.excluded,
    weights: frozen.weighed.described,
    pairs: frozen.paired?.described ?? null,
    edits: frozen.edits,
    labels: { good: labels.good, bad: labels.bad, unsure: labels.unsure, hash: labels.digest },
    certificate: toCertificate(frozen.audit, ctx.now()),
    hash: frozen.hash,
    createdAt: ctx.now().toISOString(),
  }
}
