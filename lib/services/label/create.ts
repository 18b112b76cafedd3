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
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import {
  currentLabel,
  humanAgreement,
  type LabelSource,
  type Verdict,
  verdictToNumber,
} from "@/lib/domain/label"
import { requireLabelValue } from "@/lib/domain/label-value"
import { requirePermission } from "@/lib/domain/policy"

type Input = z.output<(typeof route)["input"]>

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

/** Later than everything said about the episode before, even within one millisecond. */
function nextTime(now: Date, history: readonly StoredLabel[]): string {
  const last = history.at(-1)
  return new Date(Math.max(now.getTime(), last ? Date.parse(last.createdAt) + 1 : 0)).toISOString()
}

function draft(
  ctx: Context,
  input: Input,
  source: LabelSource,
  episodeId: string,
  history: readonly StoredLabel[],
): StoredLabel {
  const { stepIdx, key } = input
  const value = typeof input.value === "string" ? input.value.toWellFormed() : input.value
  const createdAt = nextTime(ctx.now(), history)
  const authorId = ctx.actor.userId
  return { id: newId(), episodeId, stepIdx, key, value, source, authorId, adjudicated: false, createdAt }
}

function summarize(label: StoredLabel, before: readonly StoredLabel[]): Output["items"][number] {
  const said = before.filter((entry) => entry.authorId === label.authorId && entry.source === label.source)
  const onTarget = said.filter((entry) => entry.stepIdx === label.stepIdx)
  const episodeLevel = [...before, label].filter(({ stepIdx }) => stepIdx === null)
  const verdict = currentLabel(episodeLevel, "verdict")
  return {
    episodeId: label.episodeId,
    labelId: label.id,
    previous: currentLabel(onTarget, label.key)?.value ?? null,
    label: (verdict?.value ?? null) as Verdict | null,
    labelSource: verdict?.source ?? null,
  }
}

/** Of the episode as a whole, with what is being said now. */
function agreementWith(label: StoredLabel, before: readonly StoredLabel[]) {
  return humanAgreement([...before, label].filter(({ stepIdx }) => stepIdx === null))
}

async function appendLabels(
  ctx: Context,
  client: PoolClient,
  input: Input,
  source: LabelSource,
): Promise<Output> {
  const ids = await requireTargets(client, input)
  const history = Map.groupBy(
    await readLabelHistory(client, input.experimentId, ids),
    ({ episodeId }) => episodeId,
  )
  const labels = ids.map((id) => draft(ctx, input, source, id, history.get(id) ?? []))
  const items = labels.map((label) => summarize(label, history.get(label.episodeId) ?? []))
  await insertLabels(client, input.experimentId, labels)
  await writeVerdicts(
    client,
    input.experimentId,
    items.map(({ episodeId, label, labelSource }, index) => ({
      episodeId,
      label: label === null ? null : verdictToNumber(label),
      source: labelSource,
      ...agreementWith(labels[index] as StoredLabel, history.get(episodeId) ?? []),
    })),
  )
  return { items }
}

/**
 * Appends one label per episode and, in the same transaction, writes each episode's current verdict beside it.
 * @throws AppError NOT_FOUND for an episode or step that is not there, INVALID_INPUT for a value the key does not take.
 */
export async function createLabels(
  ctx: Context,
  input: Input,
  source: LabelSource = "human",
): Promise<Output> {
  requirePermission(ctx.actor, "label.write")
  requireLabelValue(input.key, input.value)
  return withTransaction(ctx.db, (client) => appendLabels(ctx, client, input, source))
}
