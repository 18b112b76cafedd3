import type { PoolClient } from "pg"
import type { z } from "zod"
import type { createLabels as route } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import {
  insertLabels,
  lockEpisodes,
  readLabelHistory,
  type StoredLabel,
  writeVerdicts,
} from "@/lib/db/label.sql"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import { currentLabel, type LabelSource } from "@/lib/domain/label"
import { findSchemaProblem } from "@/lib/domain/label-schema"
import { requireLabelValue } from "@/lib/domain/label-value"
import { getLabelSchema } from "@/lib/services/label/get-schema"
import { standingVerdict } from "@/lib/services/label/standing-verdict"

type Input = z.output<(typeof route)["input"]>

/** Whose word it is, and whether it counts; the caller's, unless an author is named. */
export interface LabelOrigin {
  source: LabelSource
  adjudicated: boolean
  admitted: boolean
  authorId?: string
}

const HUMAN: LabelOrigin = { source: "human", adjudicated: false, admitted: true }

type Output = RouteOutput<typeof route>

async function requireTargets(client: PoolClient, input: Input): Promise<string[]> {
  const ids = [...new Set(input.episodeIds)]
  const found = await lockEpisodes(client, input.experimentId, ids)
  if (found.length < ids.length) {
    throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  }
  const { stepIdx } = input
  if (stepIdx !== null && stepIdx >= (found[0]?.stepCount ?? 0)) {
    throw new AppError("NOT_FOUND", "There is no such step in this episode.")
  }
  return ids
}

/** Judges keep to the schema as people do. */
async function requireInSchema(ctx: Context, input: Input): Promise<void> {
  if (input.key !== "choice" && input.key !== "scale") return
  const schema = await getLabelSchema(ctx, input)
  const problem = findSchemaProblem(schema, { key: input.key, name: input.name ?? "", value: input.value })
  if (problem) throw new AppError("INVALID_INPUT", problem, [{ path: "value", message: problem }])
}

/** Later than everything said about the episode before, even within one millisecond. */
function nextTime(now: Date, history: readonly StoredLabel[]): string {
  const last = history.at(-1)
  return new Date(Math.max(now.getTime(), last ? Date.parse(last.createdAt) + 1 : 0)).toISOString()
}

function draft(
  ctx: Context,
  input: Input,
  origin: LabelOrigin,
  episodeId: string,
  history: readonly StoredLabel[],
): StoredLabel {
  const { stepIdx, key, name = "" } = input
  const value = typeof input.value === "string" ? input.value.toWellFormed() : input.value
  const createdAt = nextTime(ctx.now(), history)
  const authorId = origin.authorId ?? ctx.actor.userId
  return { id: newId(), episodeId, stepIdx, key, name, value, ...origin, authorId, createdAt }
}

function isSameOrigin(label: StoredLabel) {
  return ({ authorId, source, adjudicated }: StoredLabel) =>
    authorId === label.authorId && source === label.source && adjudicated === label.adjudicated
}

function summarize(label: StoredLabel, before: readonly StoredLabel[]): Output["items"][number] {
  const said = before.filter(isSameOrigin(label))
  const onTarget = said.filter((entry) => entry.stepIdx === label.stepIdx)
  const { verdict, source } = standingVerdict(label.episodeId, [...before, label])
  return {
    episodeId: label.episodeId,
    labelId: label.id,
    previous: currentLabel(onTarget, label.key, label.name)?.value ?? null,
    label: verdict,
    labelSource: source,
  }
}

/**
 * Appends one label per episode and writes each episode's current verdict beside it, in the caller's transaction.
 * @throws AppError NOT_FOUND for an episode or step that is not there, INVALID_INPUT for a value the key does not take.
 */
export async function appendLabels(
  ctx: Context,
  client: PoolClient,
  input: Input,
  origin: LabelOrigin = HUMAN,
): Promise<Output> {
  requireLabelValue({ key: input.key, name: input.name ?? "", value: input.value })
  await requireInSchema(ctx, input)
  const ids = await requireTargets(client, input)
  const history = Map.groupBy(
    await readLabelHistory(client, input.experimentId, ids),
    ({ episodeId }) => episodeId,
  )
  const labels = ids.map((id) => draft(ctx, input, origin, id, history.get(id) ?? []))
  const items = labels.map((label) => summarize(label, history.get(label.episodeId) ?? []))
  await insertLabels(client, input.experimentId, labels)
  await writeVerdicts(
    client,
    input.experimentId,
    labels.map((label) => standingVerdict(label.episodeId, [...(history.get(label.episodeId) ?? []), label])),
  )
  return { items }
}
