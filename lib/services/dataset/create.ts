import type { z } from "zod"
import type { DatasetManifest, DatasetRecord, createDataset as route } from "@/lib/contracts/datasets"
import type { RecipeRecord } from "@/lib/contracts/recipes"
import type { Context } from "@/lib/db/context"
import { type CurationSample, readCurationSample } from "@/lib/db/curation.sql"
import { insertDataset, insertExclusions, insertMembers, readLabelSnapshot } from "@/lib/db/dataset.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import { allRows } from "@/lib/domain/curation/apply-recipe"
import { compositionOf } from "@/lib/domain/curation/composition"
import { totalsOf } from "@/lib/domain/curation/totals"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { type RunSummary, requireRuns } from "@/lib/services/curation/require-runs"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { type MemberSelection, selectMembers } from "@/lib/services/dataset/select-members"
import { saveRecipe } from "@/lib/services/recipe/save"
import packageJson from "@/package.json" with { type: "json" }

type Input = z.output<(typeof route)["input"]>
type LabelSnapshot = Awaited<ReturnType<typeof readLabelSnapshot>>

interface Frozen {
  sample: CurationSample
  selection: MemberSelection
  labels: LabelSnapshot
}

function describeRuns(runs: readonly RunSummary[], { sample, selection }: Frozen): DatasetManifest["runs"] {
  const all = compositionOf(sample.columns, allRows(sample.columns)).runs
  const kept = compositionOf(sample.columns, selection.kept).runs
  return runs.map((run, number) => ({
    id: run.id,
    name: run.name,
    model: run.model.name,
    role: run.role,
    episodes: all.get(number) ?? 0,
    kept: kept.get(number) ?? 0,
  }))
}

function describeDataset(
  ctx: Context,
  input: Input,
  recipe: RecipeRecord,
  runs: readonly RunSummary[],
  frozen: Frozen,
): DatasetManifest {
  const { sample, selection, labels } = frozen
  const totals = totalsOf(sample.columns, selection.kept)
  return {
    formatVersion: 1,
    product: `winnow ${packageJson.version}`,
    recipe: { id: recipe.id, name: recipe.name, version: recipe.version, rules: recipe.rules },
    runs: describeRuns(runs, frozen),
    split: { by: "task", seed: input.seed, shares: input.shares },
    counts: {
      episodes: totals.episodes,
      tasks: totals.tasks,
      contentTokens: totals.contentTokens,
      assistantTokens: totals.assistantTokens,
      bySplit: selection.bySplit,
    },
    funnel: selection.funnel,
    labels: { good: labels.good, bad: labels.bad, unsure: labels.unsure, hash: labels.digest },
    hash: selection.hash,
    createdAt: ctx.now().toISOString(),
  }
}

/** Freezes what the rules keep at this moment: one transaction, one snapshot, nothing half-written. */
export async function createDataset(ctx: Context, input: Input): Promise<DatasetRecord> {
  requirePermission(ctx.actor, "dataset.write")
  const runs = await requireRuns(ctx, input.experimentId, input.runIds)
  const runIds = runs.map((run) => run.id)
  const recipe = await saveRecipe(ctx, { ...input, runIds, name: input.recipeName ?? input.name })
  const id = input.id ?? newId()
  await withTransaction(ctx.db, async (client) => {
    await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    const sample = await readCurationSample(client, input.experimentId, runIds)
    const selection = selectMembers(sample, input.rules, input)
    if (selection.members.length === 0) {
      throw new AppError("INVALID_INPUT", "These rules keep no episode: loosen one of them.")
    }
    const labels = await readLabelSnapshot(client, input.experimentId, runIds)
    const manifest = describeDataset(ctx, input, recipe, runs, { sample, selection, labels })
    const key = { experimentId: input.experimentId, datasetId: id }
    await insertDataset(client, { ...key, name: input.name, manifest, createdById: ctx.actor.userId })
    await insertMembers(client, key, selection.members)
    await insertExclusions(client, key, selection.exclusions)
  })
  const created = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId: input.experimentId, id } },
  })
  return presentDataset(created)
}
