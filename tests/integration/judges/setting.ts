import { afterAll, beforeAll } from "vitest"
import type { EpisodeInput } from "@/lib/contracts/episode-input"
import { createJudge as createRoute, type JudgeDetail, type JudgeRunRecord } from "@/lib/contracts/judges"
import type { RouteInput } from "@/lib/contracts/route"
import { type Context, SYSTEM_ACTOR } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { DEFAULT_RUBRIC } from "@/lib/domain/judge/rubric"
import { createConnection } from "@/lib/services/connection/create"
import { getEpisode } from "@/lib/services/episode/get"
import { createJudge } from "@/lib/services/judge/create"
import { getJudge } from "@/lib/services/judge/get"
import { runJudge } from "@/lib/services/judge/run"
import { createLabels } from "@/lib/services/label/create"
import { createModel } from "@/lib/services/model/create"
import { createPrice } from "@/lib/services/model/create-price"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"
import { type JudgeMind, type JudgeServer, startJudgeServer } from "@/tests/protocol/judge-server"

export let store: TestStore
export let editor: Context
export let ann: Context
const servers: JudgeServer[] = []
export const never = new AbortController().signal

beforeAll(async () => {
  store = await openTestStore()
  editor = asPerson(store.db, await createPerson(store.db, { role: "editor", name: "Edith" }))
  ann = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ann" }))
})

afterAll(async () => {
  for (const server of servers) await server.close()
  await store.close()
})

export const system = (): Context => ({ db: store.db, actor: SYSTEM_ACTOR, now: () => new Date() })

/** A judging model behind a connection of its own. */
export async function makeModel(mind: JudgeMind = {}, { priced = false } = {}) {
  const server = await startJudgeServer(mind)
  servers.push(server)
  const connection = await createConnection(store.as("admin"), {
    name: `Judging ${newId()}`,
    baseUrl: server.baseUrl,
    allowPrivate: true,
  })
  const name = `judge-${newId()}`
  const model = await createModel(editor, {
    name,
    provider: "openai-compatible",
    connectionId: connection.id,
  })
  const price = {
    modelId: model.id,
    inputUsdPerMTok: 1000,
    cachedUsdPerMTok: null,
    outputUsdPerMTok: 1000,
    notional: false,
    source: "a price list",
    sourceDate: "2026-01-01",
  }
  if (priced) await createPrice(editor, price)
  return { server, modelId: model.id }
}

export async function makeEpisodes(said: readonly string[]) {
  const inputs = said.map((content): EpisodeInput => {
    const input = makeEpisodeInput({ score: 0.5 })
    return { ...input, messages: [...input.messages, { role: "assistant", content }] }
  })
  const { run, episodeIds } = await makeRunWith(editor, inputs)
  return { experimentId: run.experimentId, runId: run.id, ids: episodeIds }
}

type Overrides = Partial<RouteInput<typeof createRoute>> & { modelId: string; experimentId: string }

export const create = (overrides: Overrides, ctx = editor): Promise<JudgeDetail> =>
  createJudge(
    ctx,
    createRoute.input.parse({
      name: "Strict",
      rubric: DEFAULT_RUBRIC,
      run: { source: { kind: "filter" } },
      ...overrides,
    }),
  )

export async function finished(
  experimentId: string,
  judgeId: string,
  signal = never,
): Promise<JudgeRunRecord> {
  const [run] = (await getJudge(editor, { experimentId, judgeId })).runs
  await runJudge(system(), { experimentId, runId: run?.id as string }, signal)
  return (await getJudge(editor, { experimentId, judgeId })).runs[0] as JudgeRunRecord
}

export const wordOf = (record: { content?: string | null }[]) => record.at(-1)?.content ?? ""
export const thinks: JudgeMind["think"] = (record) => (wordOf(record).includes("done") ? "good" : "bad")

export const labelOf = async (experimentId: string, episodeId: string) => {
  const { label, labelSource } = await getEpisode(ann, {
    experimentId,
    episodeId,
    sort: "createdAt",
    order: "asc",
  })
  return { label, labelSource }
}

export const say = (experimentId: string, episodeId: string, value: string) =>
  createLabels(ann, { experimentId, episodeIds: [episodeId], stepIdx: null, key: "verdict", value })
