import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import {
  type ExportMemberRow,
  readExportMembers,
  readExportMessages,
  type StoredMessage,
} from "@/lib/db/export.sql"
import { applyEdits, readEdits } from "@/lib/domain/curation/episode-edits"
import type { Split } from "@/lib/domain/episode"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import { countMessageTokens } from "@/lib/domain/tokens/message-tokens"
import type { EpisodeFacts, ExportEpisode } from "@/lib/exporters/exporter"
import { type PreparedRows, prepareRows } from "@/lib/exporters/prepare-rows"
import type { EpisodePlan, ExportPlan } from "@/lib/services/dataset/plan-export"
import { readPairRows } from "@/lib/services/dataset/read-pair-rows"
import { planResampling, type Resampling, resampledPositions } from "@/lib/services/dataset/resampling"

const MEMBERS_PER_PAGE = 200
/** Messages in memory at a time, in tokens: about 4 MB of text, or one episode where one is longer. */
const BATCH_TOKENS = 1_000_000

export interface PreparedEpisode extends PreparedRows {
  episodeId: string
}

type Runs = ReadonlyMap<string, DatasetRecord["manifest"]["runs"][number]>

/** The rows of one split in the dataset's order, whatever its size with a bounded part of it in memory. */
export function readExportRows(
  ctx: Context,
  plan: ExportPlan,
  dataset: DatasetRecord,
  split: Split,
): AsyncGenerator<PreparedEpisode> {
  return plan.input === "pairs"
    ? readPairRows(ctx, plan, dataset, split)
    : readEpisodeRows(ctx, plan, dataset, split)
}

async function* readEpisodeRows(
  ctx: Context,
  plan: EpisodePlan,
  dataset: DatasetRecord,
  split: Split,
): AsyncGenerator<PreparedEpisode> {
  const { exporter, options, fix } = plan
  const key = { experimentId: dataset.experimentId, datasetId: dataset.id }
  const runs: Runs = new Map(dataset.manifest.runs.map((run) => [run.id, run]))
  const parseTools = cachedParser()
  const resampling = await planResampling(ctx, plan, dataset, split)
  const isWeighed = plan.weights === "apply" || !exporter.carries.rowWeights
  const pages = resampling ? drawnPages(ctx, key, split, resampling) : orderedPages(ctx, key, split)
  for await (const members of pages) {
    for (const batch of batchesOf(members)) {
      const ids = batch.map((member) => member.episodeId)
      const messages = await readExportMessages(ctx.db.pool, key.experimentId, ids)
      for (const member of batch) {
        const tools = parseTools(member.toolsText)
        const weight = isWeighed && !resampling ? member.weight : 1
        const stored = messages.get(member.episodeId) ?? []
        const episode = toEpisode({ ...member, weight }, runs, stored, tools)
        yield { episodeId: member.episodeId, ...prepareRows(exporter, episode, options, fix) }
      }
    }
  }
}

type DatasetKey = Parameters<typeof readExportMembers>[1]

async function* orderedPages(ctx: Context, key: DatasetKey, split: Split): AsyncGenerator<ExportMemberRow[]> {
  for (let from = 0; ; ) {
    const members = await readExportMembers(ctx.db.pool, key, { from, limit: MEMBERS_PER_PAGE, split })
    yield members
    const last = members.at(-1)
    if (!last || members.length < MEMBERS_PER_PAGE) return
    from = last.position + 1
  }
}

/** A page never holds a position twice: each round of copies begins a new one. */
async function* drawnPages(
  ctx: Context,
  key: DatasetKey,
  split: Split,
  resampling: Resampling,
): AsyncGenerator<ExportMemberRow[]> {
  const read = (positions: number[]) =>
    readExportMembers(ctx.db.pool, key, { from: 0, limit: MEMBERS_PER_PAGE, split, positions })
  let page: number[] = []
  for (const position of resampledPositions(resampling)) {
    if (page.length === MEMBERS_PER_PAGE || position <= (page.at(-1) ?? -1)) {
      yield await read(page)
      page = []
    }
    page.push(position)
  }
  if (page.length > 0) yield await read(page)
}

function batchesOf(members: readonly ExportMemberRow[]): ExportMemberRow[][] {
  const batches: ExportMemberRow[][] = []
  let tokens = Number.POSITIVE_INFINITY
  for (const member of members) {
    tokens += member.contentTokens
    if (tokens > BATCH_TOKENS) {
      batches.push([])
      tokens = member.contentTokens
    }
    batches.at(-1)?.push(member)
  }
  return batches
}

const LABELS: Record<number, EpisodeFacts["label"]> = { [-1]: "bad", 0: "unsure", 1: "good" }

/** Runs and models go by the names that they had when the dataset was made. */
function toEpisode(
  { episodeId, weight, split, task, runId, facts, edits: text }: ExportMemberRow,
  runs: Runs,
  stored: readonly StoredMessage[],
  tools: readonly ToolDefinition[],
): ExportEpisode {
  const { name: run = "", model = "" } = runs.get(runId) ?? {}
  const edits = readEdits(text)
  const recorded = stored.map((message) => JSON.parse(message.text) as Message)
  const messages = applyEdits(recorded, edits)
  return {
    id: episodeId,
    messages,
    messageTokens: messages.map((message, place) =>
      message === recorded[place] ? (stored[place]?.tokens ?? 0) : countMessageTokens(message),
    ),
    maskedSteps: edits?.masked ?? [],
    tools,
    weight,
    facts: {
      ...facts,
      task,
      run,
      model,
      split,
      label: facts.label === null ? null : (LABELS[facts.label] ?? null),
    },
  }
}

/** The episodes of a run share their tools, and what is counted of them. */
function cachedParser(): (text: string | null) => readonly ToolDefinition[] {
  let known: { text: string | null; tools: readonly ToolDefinition[] } = { text: null, tools: [] }
  return (text) => {
    if (text !== known.text) known = { text, tools: text === null ? [] : JSON.parse(text) }
    return known.tools
  }
}
