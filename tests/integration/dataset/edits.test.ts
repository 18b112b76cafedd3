import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute, planDataset as planRoute } from "@/lib/contracts/datasets"
import { exportDataset as exportRoute } from "@/lib/contracts/exports"
import { createLabels as labelRoute } from "@/lib/contracts/labels"
import { newId } from "@/lib/db/new-id"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { planDataset } from "@/lib/services/dataset/plan"
import { verifyDataset } from "@/lib/services/dataset/verify"
import { loadMemberExamples } from "@/lib/services/fine-tune/load-examples"
import { createLabels } from "@/lib/services/label/create"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

const call = (name: string) => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c", type: "function", function: { name, arguments: "{}" } }],
})

/** Looks in vain (2, 3), looks again (4, 5), answers (6). */
const MESSAGES = [
  { role: "system", content: "Look things up." },
  { role: "user", content: "Where is it?" },
  call("look"),
  { role: "tool", tool_call_id: "c", content: "no such thing", error: true },
  call("search"),
  { role: "tool", tool_call_id: "c", content: "on the table" },
  { role: "assistant", content: "On the table." },
]

const TOOLS = ["look", "search"].map((name) => ({ type: "function", function: { name, parameters: {} } }))

describe("a dataset with masked and corrected steps", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  async function makeSource() {
    // The third goes straight to the second call. Ids in this order, so that members are.
    const base = newId().slice(0, -1)
    const shorter = MESSAGES.toSpliced(2, 2)
    const episodes = [MESSAGES, MESSAGES, shorter].map((messages, at) =>
      makeEpisodeInput({ id: `${base}${at}`, taskKey: `task ${at}`, messages }),
    )
    const { run } = await makeRunWith(store.as("editor"), episodes, { tools: TOOLS })
    const shares = { train: 1, validation: 0, test: 0 }
    const episodeIds = episodes.map(({ id }) => id ?? "")
    return { episodeIds, input: { experimentId: run.experimentId, runIds: [run.id], shares } }
  }

  async function label(
    experimentId: string,
    episodeId: string,
    stepIdx: number,
    key: string,
    value: unknown,
  ) {
    const { id } = await createPerson(store.db, { role: "labeler" })
    const said = labelRoute.input.parse({ experimentId, episodeIds: [episodeId], stepIdx, key, value })
    await createLabels(store.as("labeler", id), said)
  }

  const create = (input: object) => createDataset(store.as("editor"), createRoute.input.parse(input))

  async function rowsOf(key: { experimentId: string; datasetId: string }, options: object = {}) {
    const request = exportRoute.input.parse({ ...key, split: "train", ...options })
    const { chunks } = await exportDataset(store.as("viewer"), request)
    const text = Buffer.concat(await Array.fromAsync(chunks)).toString()
    return text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).messages as Record<string, unknown>[])
  }

  it("is exported with the masks as weights and the correction as the last message, and stays so", async () => {
    const { episodeIds, input } = await makeSource()
    const [first = "", second = ""] = episodeIds
    await label(input.experimentId, first, 6, "mask", true)
    await label(input.experimentId, second, 4, "correction", "I cannot find it.")
    const rules = [{ type: "mask" }, { type: "corrections" }]
    const plan = await planDataset(store.as("viewer"), planRoute.input.parse({ ...input, rules }))
    const edits = { maskedSteps: 3, maskedEpisodes: 2, correctedEpisodes: 1 }
    expect(plan).toMatchObject({ edits, counts: { episodes: 3 } })
    const dataset = await create({ ...input, rules, name: "edited" })
    expect(dataset.manifest.edits).toEqual(edits)
    const key = { experimentId: input.experimentId, datasetId: dataset.id }
    const rows = await rowsOf(key)
    const weights = rows.map((row) =>
      row.filter(({ role }) => role === "assistant").map(({ weight }) => weight),
    )
    expect(weights).toEqual([
      [0, 1, 0],
      [0, 1],
      [undefined, undefined],
    ])
    expect(rows[1]?.map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool", "assistant"])
    expect(rows[1]?.at(-1)).toMatchObject({ content: "I cannot find it." })
    await label(input.experimentId, second, 4, "correction", "Another word.")
    await label(input.experimentId, first, 4, "mask", true)
    expect(await rowsOf(key)).toEqual(rows)
    const verified = await verifyDataset(store.as("viewer"), key)
    expect(verified.ok).toBe(true)
    const statusOf = (part: string) => verified.checks.find((check) => check.part === part)?.status
    expect([statusOf("hash"), statusOf("exports"), statusOf("selection")]).toEqual([
      "same",
      "same",
      "changed",
    ])
    const again = await create({ ...input, rules, name: "edited later" })
    expect(again.hash).not.toBe(dataset.hash)
  })

  it("teaches the embedded student what is left", async () => {
    const { episodeIds, input } = await makeSource()
    await label(input.experimentId, episodeIds[1] ?? "", 4, "correction", "No.")
    const { id: datasetId } = await create({
      ...input,
      rules: [{ type: "mask" }, { type: "corrections" }],
      name: "taught",
    })
    const examples = await loadMemberExamples(store.as("editor"), {
      experimentId: input.experimentId,
      datasetId,
    })
    expect(examples.map(({ masked }) => masked)).toEqual([[2], [2], []])
    expect(examples.map(({ messages }) => messages.at(-1)?.content)).toEqual([
      "On the table.",
      "No.",
      "On the table.",
    ])
  })

  it("has rows per turn for what is trained on only, and none of it when the rules are off", async () => {
    const { input } = await makeSource()
    const off = [{ type: "mask", enabled: false }]
    const plain = await create({ ...input, rules: off, name: "plain" })
    expect(plain.manifest.edits).toBeNull()
    const byTool = await create({
      ...input,
      rules: [{ type: "mask", errors: false, tools: ["look"] }],
      name: "tool",
    })
    const turns = async (datasetId: string) =>
      (await rowsOf({ experimentId: input.experimentId, datasetId }, { rows: "turn" })).length
    expect([await turns(plain.id), await turns(byTool.id)]).toEqual([8, 6])
  })
})
