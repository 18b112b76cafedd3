import { afterAll, beforeAll, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { getEpisode } from "@/lib/services/episode/get"
import { createLabels } from "@/lib/services/label/create"
import { getLabelSchema } from "@/lib/services/label/get-schema"
import { maskErroredCalls } from "@/lib/services/label/mask-errors"
import { updateLabelSchema } from "@/lib/services/label/update-schema"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith } from "@/tests/factories/run"

let store: TestStore
let ann: Context
let eve: Context

beforeAll(async () => {
  store = await openTestStore()
  ann = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ann" }))
  eve = asPerson(store.db, await createPerson(store.db, { role: "editor", name: "Eve" }))
})

afterAll(() => store.close())

const NONE = "018f0000-0000-7000-8000-000000000000"

async function labelsOf(experimentId: string, episodeId: string) {
  const episode = await getEpisode(eve, { experimentId, episodeId, sort: "createdAt", order: "asc" })
  return episode.labels.map(({ stepIdx, key, name, value, source }) => [stepIdx, key, name, value, source])
}

it("keeps several reasons, scales and tags of one episode apart, and refuses what the schema has not", async () => {
  const { run, episodeIds } = await makeRunWith(eve, [makeEpisodeInput()])
  const { experimentId } = run
  const target = { experimentId, episodeIds, stepIdx: null }
  expect(await getLabelSchema(ann, { experimentId })).toEqual({ choices: [], scales: [] })
  const schema = {
    choices: ["wrong answer", "format"],
    scales: [{ kind: "ordinal" as const, name: "effort", levels: ["low", "high"] }],
  }
  await updateLabelSchema(eve, { experimentId, ...schema })
  expect(await getLabelSchema(ann, { experimentId })).toEqual(schema)
  for (const name of schema.choices) await createLabels(ann, { ...target, key: "choice", name, value: true })
  await createLabels(ann, { ...target, key: "scale", name: "effort", value: 2 })
  await createLabels(ann, { ...target, key: "tag", name: "funny", value: true })
  await createLabels(ann, { ...target, key: "choice", name: "format", value: null })
  expect((await labelsOf(experimentId, episodeIds[0] as string)).sort()).toEqual([
    [null, "choice", "wrong answer", true, "human"],
    [null, "scale", "effort", 2, "human"],
    [null, "tag", "funny", true, "human"],
  ])
  const invalid = { code: "INVALID_INPUT" }
  for (const wrong of [
    { key: "choice", name: "other", value: true },
    { key: "scale", name: "effort", value: 3 },
    { key: "tag", name: "", value: true },
    { key: "verdict", name: "x", value: "good" },
  ] as const) {
    await expect(createLabels(ann, { ...target, ...wrong })).rejects.toMatchObject(invalid)
  }
  const forbidden = { code: "FORBIDDEN" }
  await expect(updateLabelSchema(ann, { experimentId, ...schema })).rejects.toMatchObject(forbidden)
  const missing = { code: "NOT_FOUND" }
  await expect(updateLabelSchema(eve, { experimentId: NONE, ...schema })).rejects.toMatchObject(missing)
  await expect(getLabelSchema(ann, { experimentId: NONE })).rejects.toMatchObject(missing)
})

it("masks the steps whose tool call errored, once, below a person's own word, and takes that back", async () => {
  const call = (id: string) => ({
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name: "find", arguments: "{}" } }],
  })
  const result = (id: string, error: boolean) => ({ role: "tool", tool_call_id: id, content: "found", error })
  const messages = [
    { role: "user", content: "Find it." },
    { ...call("a"), tool_calls: [...call("a").tool_calls, ...call("b").tool_calls] },
    result("a", false),
    result("b", true),
    call("c"),
    result("c", false),
    call("d"),
    result("d", true),
    { role: "assistant", content: "Found." },
  ]
  const { run, episodeIds } = await makeRunWith(eve, [makeEpisodeInput({ messages }), makeEpisodeInput()])
  const { experimentId } = run
  const episodeId = episodeIds[0] as string
  const input = { experimentId, filter: {}, undo: false }
  expect(await maskErroredCalls(eve, input)).toEqual({ steps: 2, episodes: 1 })
  expect(await maskErroredCalls(eve, input)).toEqual({ steps: 0, episodes: 0 })
  expect(await labelsOf(experimentId, episodeId)).toEqual([
    [1, "mask", "", true, "rule"],
    [6, "mask", "", true, "rule"],
  ])
  await createLabels(ann, { experimentId, episodeIds: [episodeId], stepIdx: 6, key: "mask", value: false })
  expect((await labelsOf(experimentId, episodeId))[1]).toEqual([6, "mask", "", false, "human"])
  expect(await maskErroredCalls(eve, { ...input, undo: true })).toEqual({ steps: 2, episodes: 1 })
  expect(await labelsOf(experimentId, episodeId)).toEqual([[6, "mask", "", false, "human"]])
  expect(await maskErroredCalls(eve, input)).toEqual({ steps: 2, episodes: 1 })
  await expect(maskErroredCalls(ann, input)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(maskErroredCalls(eve, { ...input, experimentId: NONE })).rejects.toMatchObject({
    code: "NOT_FOUND",
  })
  const other = await makeRun(eve)
  expect(await maskErroredCalls(eve, { ...input, experimentId: other.experimentId })).toMatchObject({
    steps: 0,
  })
})
