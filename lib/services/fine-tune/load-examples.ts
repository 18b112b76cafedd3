import type { Context } from "@/lib/db/context"
import { readMembers, readMessageTexts } from "@/lib/db/dataset.sql"
import { readReferenceRows } from "@/lib/db/reference.sql"
import { applyEdits, readEdits } from "@/lib/domain/curation/episode-edits"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { TrainingExample } from "@/lib/providers/provider"

const BATCH = 500

type Draft = Omit<TrainingExample, "messages" | "masked"> & { edits: string | null }

/** Adds the messages, a batch of episodes at a time. */
async function withMessages(
  ctx: Context,
  experimentId: string,
  drafts: readonly Draft[],
): Promise<TrainingExample[]> {
  const examples: TrainingExample[] = []
  for (let from = 0; from < drafts.length; from += BATCH) {
    const batch = drafts.slice(from, from + BATCH)
    const texts = await readMessageTexts(
      ctx.db.pool,
      experimentId,
      batch.map(({ id }) => id),
    )
    for (const draft of batch) {
      const { edits: text, ...example } = draft
      const recorded = (texts.get(draft.id) ?? []).map((json) => JSON.parse(json) as Message)
      const edits = readEdits(text)
      examples.push({ ...example, messages: [...applyEdits(recorded, edits)], masked: edits?.masked ?? [] })
    }
  }
  return examples
}

/** The dataset's train and validation episodes, in its order. */
export async function loadMemberExamples(
  ctx: Context,
  { experimentId, datasetId }: { experimentId: string; datasetId: string },
): Promise<TrainingExample[]> {
  const members = await readMembers(ctx.db.pool, { experimentId, datasetId }, { from: 0, limit: 10_000_000 })
  const drafts = members.flatMap((member): Draft[] => {
    if (member.split === "test") return []
    const tools = member.toolsText ? (JSON.parse(member.toolsText) as ToolDefinition[]) : []
    const { episodeId: id, split, score, weight, edits } = member
    return [{ id, group: member.taskGroup ?? "", split, score, weight, tools, edits }]
  })
  return withMessages(ctx, experimentId, drafts)
}

/** Every episode of the runs that the dataset was made from. */
export async function loadReferenceExamples(
  ctx: Context,
  { experimentId, datasetId }: { experimentId: string; datasetId: string },
): Promise<TrainingExample[]> {
  const { recipe } = await ctx.db.prisma.dataset.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: datasetId } },
    select: { recipe: { select: { runIds: true } } },
  })
  const rows = await readReferenceRows(ctx.db.pool, experimentId, recipe.runIds)
  const drafts = rows.map(({ episodeId, taskGroup, score }) => ({
    id: episodeId,
    group: taskGroup ?? "",
    split: "train" as const,
    score,
    weight: 1,
    tools: [],
    edits: null,
  }))
  return withMessages(ctx, experimentId, drafts)
}
