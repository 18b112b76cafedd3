import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  createDataset as createRoute,
  type DatasetRecord,
  planDataset as planRoute,
} from "@/lib/contracts/datasets"
import { checkDataset as checkRoute } from "@/lib/contracts/exports"
import type { RouteInput } from "@/lib/contracts/route"
import type { SPLITS } from "@/lib/domain/episode"
import { EXPORTERS } from "@/lib/exporters/registry"
import { checkDataset } from "@/lib/services/dataset/check"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { listExportFormats } from "@/lib/services/dataset/list-formats"
import { planDataset } from "@/lib/services/dataset/plan"
import { sampleDataset } from "@/lib/services/dataset/sample"
import { verifyDataset } from "@/lib/services/dataset/verify"
import { readPreference } from "@/tests/export-readers/chat-lines"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { hasPublishedFiles, importPublishedRun, readPublishedTools } from "@/tests/factories/published-run"
import { makeRunWith } from "@/tests/factories/run"

const TOOLS = [{ type: "function" as const, function: { name: "find", parameters: { type: "object" } } }]

type Input = Partial<RouteInput<typeof createRoute>>

describe("the preference pairs of a dataset", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  /** An attempt that calls with ids of its own and then says something. */
  const attempt = (task: number, trial: number, success: boolean, found = "found") =>
    makeEpisodeInput({
      taskKey: `t${task}`,
      trial,
      success,
      score: Number(success),
      messages: [
        { role: "user", content: `Question ${task}?` },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: `call ${task} ${trial}`,
              type: "function",
              function: { name: "find", arguments: trial % 2 ? '{"q": 1}' : '{"q":1}' },
            },
          ],
        },
        { role: "tool", tool_call_id: `call ${task} ${trial}`, content: found },
        { role: "assistant", content: `${success ? "right" : "wrong"} ${trial}` },
        { role: "user", content: "Thanks." },
      ],
    })

  async function makeSource() {
    const episodes = Array.from({ length: 10 }, (_, task) => [
      attempt(task, 0, true),
      attempt(task, 1, true),
      attempt(task, 2, false),
      // The environment said something else here, so this one parts nowhere at a reply.
      attempt(task, 3, false, "nothing"),
    ]).flat()
    const { run } = await makeRunWith(store.as("editor"), episodes, { tools: TOOLS })
    return { experimentId: run.experimentId, runIds: [run.id], rules: [{ type: "success" as const }] }
  }

  type Source = Awaited<ReturnType<typeof makeSource>>

  const create = (source: Source, input: Input = {}) =>
    createDataset(
      store.as("editor"),
      createRoute.input.parse({ ...source, name: "paired", pairs: {}, ...input }),
    )

  const keyOf = ({ experimentId, id: datasetId }: DatasetRecord, format: string) =>
    checkRoute.input.parse({ experimentId, datasetId, format })

  async function linesOf(dataset: DatasetRecord, format: string, split: (typeof SPLITS)[number] = "train") {
    const { chunks } = await exportDataset(store.as("viewer"), { ...keyOf(dataset, format), split })
    const text = Buffer.concat(await Array.fromAsync(chunks)).toString()
    return text === ""
      ? []
      : text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
  }

  it("set a success against a failure of its task, cut where they part", async () => {
    const dataset = await create(await makeSource())
    // Two successes against one failure that parts at a reply; the other failure gives none.
    expect(dataset.manifest.pairs).toMatchObject({ count: 20, tasks: 10, withoutCut: { observation: 20 } })
    const { bySplit } = dataset.manifest.pairs ?? {}
    expect(bySplit).toEqual({ train: 16, validation: 4, test: 0 })
    const rows = await linesOf(dataset, "openai-dpo")
    expect(rows).toHaveLength(16)
    for (const row of rows) {
      const { chosen, rejected, tools } = readPreference(row)
      expect([chosen.length, rejected.length, tools]).toEqual([4, 4, ["find"]])
      expect(row.input.messages).toHaveLength(3)
      expect(row.preferred_output).toEqual([
        { role: "assistant", content: expect.stringMatching(/^right [01]$/) },
      ])
      expect(row.non_preferred_output).toEqual([{ role: "assistant", content: "wrong 2" }])
      const [call] = row.input.messages[1].tool_calls
      expect(row.input.messages[2].tool_call_id).toBe(call.id)
    }
  })

  it("open the preference formats, each of which keeps its provider's limits", async () => {
    const dataset = await create(await makeSource())
    const formats = await listExportFormats(store.as("viewer"), {
      experimentId: dataset.experimentId,
      datasetId: dataset.id,
    })
    expect(formats.items.map(({ id }) => id)).toEqual(EXPORTERS.map(({ id }) => id))
    const pairFormats = formats.items.filter(({ input }) => input === "pairs")
    expect(pairFormats).toHaveLength(4)
    for (const { id } of pairFormats) {
      const check = await checkDataset(store.as("viewer"), keyOf(dataset, id))
      expect(check).toMatchObject({ rows: "pair", loss: "answers", refusedRows: 0, resampling: null })
      expect(check.splits.map(({ split, rows }) => [split, rows])).toEqual([
        ["train", 16],
        ["validation", 4],
      ])
      const sample = await sampleDataset(store.as("viewer"), {
        ...keyOf(dataset, id),
        split: "train",
        limit: 2,
      })
      expect(sample.rows).toHaveLength(2)
    }
  })

  it("are as many per task as asked for, the same for the same seed and other ones for another", async () => {
    const source = await makeSource()
    const one = await create(source, { name: "one", pairs: { maxPerTask: 1 } })
    expect(one.manifest.pairs).toMatchObject({ count: 10, tasks: 10 })
    const again = await create(source, { name: "again", recipeName: "one", pairs: { maxPerTask: 1 } })
    expect(again.hash).toBe(one.hash)
    expect(await linesOf(again, "trl-preference")).toEqual(await linesOf(one, "trl-preference"))
    const none = await create(source, { name: "none", pairs: null })
    expect(none.hash).not.toBe(one.hash)
    expect(none.manifest.pairs).toBeNull()
    await expect(linesOf(none, "openai-dpo")).rejects.toMatchObject({ code: "INVALID_INPUT" })
  })

  it("can be told by a gap in the score", async () => {
    const source = { ...(await makeSource()), rules: [] }
    const wide = await create(source, { name: "wide", pairs: { by: "score", minGap: 1.5 } })
    expect(wide.manifest.pairs).toMatchObject({ count: 0, tasks: 0 })
    const narrow = await create(source, { name: "narrow", pairs: { by: "score", minGap: 0.5 } })
    expect(narrow.manifest.pairs).toMatchObject({ count: 20, tasks: 10 })
  })

  it("are planned and verified with the dataset, and broken when a rejected message changes", async () => {
    const source = await makeSource()
    const plan = await planDataset(store.as("viewer"), planRoute.input.parse({ ...source, pairs: {} }))
    const dataset = await create(source)
    expect(plan).toMatchObject({
      hash: dataset.hash,
      pairs: dataset.manifest.pairs,
      weights: null,
      fit: null,
    })
    await linesOf(dataset, "fireworks-dpo")
    const key = { experimentId: dataset.experimentId, datasetId: dataset.id }
    expect((await verifyDataset(store.as("viewer"), key)).checks.map(({ status }) => status)).toEqual(
      Array(6).fill("same"),
    )
    const { rejectedId } = await store.db.prisma.datasetPair.findFirstOrThrow({ where: key })
    await store.db.prisma.step.updateMany({
      where: { experimentId: key.experimentId, episodeId: rejectedId, idx: 3 },
      data: { message: '{"role":"assistant","content":"otherwise"}' },
    })
    const broken = await verifyDataset(store.as("viewer"), key)
    expect(broken.ok).toBe(false)
    expect(broken.changes.first).toContainEqual({ episodeId: rejectedId, what: "content" })
  })

  it.skipIf(!hasPublishedFiles)(
    "of two FireAct runs are read back in every provider's form (needs WINNOW_TEST_DATA)",
    async () => {
      const folder = "hotpotqa-react/hotpotqa_dev_0_500"
      const gpt = `${folder}_ft_gpt-3.5-turbo-0613_princeton-nlp__7woQRsdi_0.0_2023-09-21-16-19-51.json`
      const llama = `${folder}_llama_models_lora_llama-2-13b-d_1000_0.7_2023-09-18-13-40-08.json`
      const ctx = store.as("editor")
      const first = await importPublishedRun(ctx, "fireact", gpt)
      const { experimentId } = first
      const second = await importPublishedRun(ctx, "fireact", llama, { experimentId })
      const source = { experimentId, runIds: [first.id, second.id], rules: [{ type: "success" as const }] }
      const dataset = await create(source, { shares: { train: 1, validation: 0, test: 0 } })
      // 67 + 33 tasks that one run solves and the other does not; in 7 an observation differs before any reply does.
      expect(dataset.manifest.pairs).toMatchObject({ count: 93, tasks: 93, withoutCut: { observation: 7 } })
      for (const format of ["openai-dpo", "together-dpo", "fireworks-dpo"]) {
        expect((await checkDataset(store.as("viewer"), keyOf(dataset, format))).refusedRows).toBe(0)
        const rows = await linesOf(dataset, format)
        expect(rows).toHaveLength(93)
        for (const row of rows) {
          expect([row.preferred_output.length, row.non_preferred_output.length]).toEqual([1, 1])
          readPreference(row)
        }
      }
    },
  )

  it.skipIf(!hasPublishedFiles)(
    "of tau-bench are none, since its simulated user never asks twice in the same words (needs WINNOW_TEST_DATA)",
    async () => {
      const file = "tau-bench-airline/gpt-4o-airline.json"
      const tools = readPublishedTools("tau-bench-env/airline/tools.json")
      const run = await importPublishedRun(store.as("editor"), "tau-bench", file, { tools })
      const source = {
        experimentId: run.experimentId,
        runIds: [run.id],
        rules: [{ type: "success" as const }],
      }
      const { manifest } = await create(source)
      expect(manifest.pairs).toMatchObject({ count: 0, withoutCut: { same: 0, observation: 88 } })
    },
  )
})
