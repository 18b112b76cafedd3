import type { z } from "zod"
import type { DatasetRecord, createDataset as route } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { insertDataset, insertExclusions, insertMembers, readLabelSnapshot } from "@/lib/db/dataset.sql"
import { insertPairs } from "@/lib/db/dataset-pair.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import { rowFacts } from "@/lib/domain/curation/row-facts"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { describeDataset } from "@/lib/services/dataset/describe"
import { type Frozen, freezeSelection } from "@/lib/services/dataset/freeze"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { readPlannedOpenings } from "@/lib/services/environment/read-openings"
import { saveRecipe } from "@/lib/services/recipe/save"

type Input = z.output<(typeof route)["input"]>

function requireMembers({ members, excluded }: Frozen): void {
  if (members.length > 0) return
  const { heldOut, leaking } = excluded
  if (heldOut.episodes + leaking.episodes === 0) {
    throw new AppError("INVALID_INPUT", "These rules keep no episode: loosen one of them.")
  }
  throw new AppError(
    "INVALID_INPUT",
    "Everything these rules keep is of held-out tasks or gives them away, and is never trained on: choose runs on " +
      "training tasks.",
  )
}

function requireDecided({ pending: [first] }: Frozen): void {
  if (!first) return
  const { rule, episodes, scanId } = first
  const message = `Rule ${rule + 1} has to read ${episodes} more episodes before it can decide: let it, then make the dataset.`
  throw new AppError("CONFLICT", message, [
    { path: `rules.${rule}`, message: `POST scans starts the scan ${scanId}.` },
  ])
}

function requireWeights({ weighed: { described, fit } }: Frozen): void {
  if (fit && !described) {
    throw new AppError(
      "CONFLICT",
      "The importance weights of these episodes are not measured yet: measure them first, then make the dataset.",
      [{ path: "weighting", message: `POST importance-fits measures ${fit.id}.` }],
    )
  }
  if (described && described.summary.count > 0 && described.summary.effectiveSampleSize === 0) {
    throw new AppError("INVALID_INPUT", "This weighting gives no training episode any weight: change it.", [
      { path: "weighting", message: "Every weight is 0." },
    ])
  }
}

function withFacts({ members, rows, sample }: Frozen) {
  return members.map((member, index) => ({
    ...member,
    facts: JSON.stringify(rowFacts(sample.columns, rows[index] as number)),
  }))
}

/** Freezes what the rules keep at this moment: one transaction, one snapshot, nothing half-written. */
export async function createDataset(ctx: Context, input: Input): Promise<DatasetRecord> {
  requirePermission(ctx.actor, "dataset.write")
  const { experimentId, name, leaks, heldOut } = input
  const runs = await requireRuns(ctx, experimentId, input.runIds)
  const runIds = runs.map((run) => run.id)
  const recipe = await saveRecipe(ctx, { ...input, runIds, name: input.recipeName ?? name })
  const key = { experimentId, datasetId: input.id ?? newId() }
  const split = { by: input.splitBy, stratify: input.stratify, seed: input.seed, shares: input.shares }
  const planned = heldOut ? await readPlannedOpenings(ctx, heldOut) : []
  await withTransaction(ctx.db, async (client) => {
    await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    const frozen = await freezeSelection(client, experimentId, { ...input, runIds }, planned)
    requireDecided(frozen)
    requireMembers(frozen)
    requireWeights(frozen)
    const labels = await readLabelSnapshot(client, experimentId, runIds)
    const manifest = await describeDataset(ctx, frozen, { recipe, runs, split, leaks, heldOut, labels })
    await insertDataset(client, { ...key, name, manifest, createdById: ctx.actor.userId })
    await insertMembers(client, key, withFacts(frozen))
    await insertExclusions(client, key, frozen.exclusions)
    if (frozen.paired) await insertPairs(client, key, frozen.paired.pairs)
  })
  const created = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: key.datasetId } },
  })
  return presentDataset(created)
}
