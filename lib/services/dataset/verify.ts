import type { z } from "zod"
import type { verifyDataset as route, Verification } from "@/lib/contracts/dataset-checks"
import type { DatasetManifest } from "@/lib/contracts/manifest"
import type { Context } from "@/lib/db/context"
import { type NewMember, readLabelSnapshot } from "@/lib/db/dataset.sql"
import type { NewPair } from "@/lib/db/dataset-pair.sql"
import { describeLeaks } from "@/lib/domain/curation/leak-text"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { openAudit } from "@/lib/services/dataset/audit-members"
import { freezeSelection, hashMembers } from "@/lib/services/dataset/freeze"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireDataset } from "@/lib/services/dataset/require-dataset"
import { remakeExports } from "@/lib/services/dataset/verify-exports"
import { type Change, rehashMembers } from "@/lib/services/dataset/verify-members"
import { rehashPairs } from "@/lib/services/dataset/verify-pairs"
import { readPlannedOpenings } from "@/lib/services/environment/read-openings"

type Check = Verification["checks"][number]

interface Subject {
  ctx: Context
  experimentId: string
  manifest: DatasetManifest
  members: NewMember[]
  pairs: NewPair[]
}

const CHANGES_SHOWN = 100

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`
}

function checkContents(members: readonly NewMember[], changes: readonly Change[], unknown: number): Check {
  const part = "contents"
  if (changes.length > 0) {
    const message = `${plural(changes.length, "episode")} of ${members.length} changed or are gone.`
    return { part, status: "broken", message }
  }
  const caveat =
    unknown > 0 ? ` ${plural(unknown, "episode")} had no hash of their own when it was made.` : ""
  const message = `The messages of all ${plural(members.length, "episode")} hash to what was frozen.${caveat}`
  return { part, status: "same", message }
}

function checkHash({ manifest, members, pairs }: Subject): Check {
  const same = hashMembers(members, pairs) === manifest.hash
  return {
    part: "hash",
    status: same ? "same" : "broken",
    message: same
      ? "Episodes, contents, sides and weights in their order give the dataset's hash."
      : "Episodes, contents, sides and weights give another hash than the dataset's.",
  }
}

function checkExports(exports: Verification["exports"]): Check {
  const part = "exports"
  if (exports.length === 0) return { part, status: "none", message: "No file was downloaded yet." }
  const broken = exports.filter(({ sha256, now }) => sha256 !== now).length
  if (broken === 0) {
    return { part, status: "same", message: `${plural(exports.length, "file")} made again, byte for byte.` }
  }
  return {
    part,
    status: "broken",
    message: `${broken} of ${plural(exports.length, "file")} came out otherwise.`,
  }
}

async function checkLabels({ ctx, experimentId, manifest }: Subject): Promise<Check> {
  const runIds = manifest.runs.map(({ id }) => id)
  const { digest } = await readLabelSnapshot(ctx.db.pool, experimentId, runIds)
  const same = digest === manifest.labels.hash
  const message = same ? "The verdicts are those it was made with." : "Verdicts were given or changed since."
  return { part: "labels", status: same ? "same" : "changed", message }
}

function compareMembers(then: readonly NewMember[], now: readonly NewMember[]): Change[] {
  const before = new Set(then.map(({ episodeId }) => episodeId))
  const after = new Set(now.map(({ episodeId }) => episodeId))
  return [
    ...now.filter(({ episodeId }) => !before.has(episodeId)).map((one): Change => change(one, "enters")),
    ...then.filter(({ episodeId }) => !after.has(episodeId)).map((one): Change => change(one, "leaves")),
  ]
}

function change({ episodeId }: NewMember, what: Change["what"]): Change {
  return { episodeId, what }
}

/** Reads what the environment holds out; what it cannot tell any more is left out. */
async function readPlanned({ ctx, manifest }: Subject) {
  if (!manifest.heldOut) return []
  try {
    return await readPlannedOpenings(ctx, manifest.heldOut)
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

async function checkSelection(subject: Subject): Promise<{ checks: Check[]; changes: Change[] }> {
  const { ctx, experimentId, manifest, members } = subject
  const { recipe, runs, split, leaks } = manifest
  const planned = await readPlanned(subject)
  const frozen = await freezeSelection(
    ctx.db.pool,
    experimentId,
    {
      runIds: runs.map(({ id }) => id),
      rules: recipe.rules,
      weighting: recipe.weighting,
      pairs: recipe.pairs,
      leaks,
      seed: split.seed,
      shares: split.shares,
      splitBy: split.by,
      stratify: split.stratify,
    },
    planned,
  )
  const audit = await openAudit(ctx.db.pool, experimentId, members, planned)
  const same = frozen.hash === manifest.hash
  const changes = same ? [] : compareMembers(members, frozen.members)
  const moved =
    changes.length === 0
      ? "their sides, contents, weights or pairs differ"
      : plural(changes.length, "episode")
  const checks: Check[] = [
    {
      part: "selection",
      status: same ? "same" : "changed",
      message: same
        ? "Its rules, split and seed select the same from today's episodes."
        : `Its rules would select otherwise today (${moved}): episodes, scores, labels or held-out tasks moved on.`,
    },
    describeAudit(manifest, audit(split.by, new Set()).audit),
  ]
  return { checks, changes }
}

function describeAudit(
  { certificate }: DatasetManifest,
  now: Pick<DatasetManifest["certificate"], "passed" | "checks">,
): Check {
  const same = certificate.passed === now.passed
  const found = now.passed ? "nothing leaks" : describeLeaks(now.checks)
  const message = same
    ? `Audited again: ${found}.`
    : `Its certificate said ${certificate.passed ? "nothing leaks" : "it leaks"}; today: ${found}.`
  return { part: "certificate", status: same ? "same" : "changed", message }
}

/** Makes the dataset and its files again from what is stored. Nothing is written. */
export async function verifyDataset(
  ctx: Context,
  key: z.output<(typeof route)["input"]>,
): Promise<Verification> {
  requirePermission(ctx.actor, "workspace.read")
  const { manifest } = presentDataset(await requireDataset(ctx, key.experimentId, key.datasetId))
  const { members, unknown, ...ofMembers } = await rehashMembers(ctx, key)
  const { pairs, ...ofPairs } = await rehashPairs(ctx, key)
  const changes = [...ofMembers.changes, ...ofPairs.changes]
  const subject = { ctx, experimentId: key.experimentId, manifest, members, pairs }
  const exports = await remakeExports(ctx, key)
  const selection = await checkSelection(subject)
  const checks = [
    checkContents(members, changes, unknown),
    checkHash(subject),
    checkExports(exports),
    await checkLabels(subject),
    ...selection.checks,
  ]
  const all = [...changes, ...selection.changes]
  return {
    ok: checks.every(({ status }) => status !== "broken"),
    checks,
    changes: { count: all.length, first: all.slice(0, CHANGES_SHOWN) },
    exports,
  }
}
