import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { previewCuration as previewRoute } from "@/lib/contracts/curation"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { createLabels as labelRoute } from "@/lib/contracts/labels"
import { newId } from "@/lib/db/new-id"
import { previewCuration } from "@/lib/services/curation/preview"
import { createDataset } from "@/lib/services/dataset/create"
import { createLabels } from "@/lib/services/label/create"
import { getScan } from "@/lib/services/scan/get"
import { runScan } from "@/lib/services/scan/run"
import { draftScan } from "@/lib/services/scan/start"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeExperiment, makeRunWith, sendEpisodes } from "@/tests/factories/run"

const WORDS = "the order was sent back to the shop because it did not fit and the money is on its way".split(
  " ",
)

/** A conversation whose only call carries a text. */
function wrote(text: string, overrides: Record<string, unknown> = {}) {
  const call = { id: "c", type: "function", function: { name: "write", arguments: JSON.stringify({ text }) } }
  return makeEpisodeInput({
    messages: [
      { role: "system", content: "Never say Zebra." },
      { role: "user", content: "Write." },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c", content: "ok" },
      { role: "assistant", content: "Done." },
    ],
    ...overrides,
  })
}

describe("rules that read messages", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const preview = (experimentId: string, rules: object[]) =>
    previewCuration(store.as("viewer"), previewRoute.input.parse({ experimentId, rules }))

  async function scan(experimentId: string, what: Parameters<typeof draftScan>[1]["scan"]) {
    const { id } = await draftScan(store.as("editor"), { experimentId, scan: what })
    await runScan(store.as("editor"), { experimentId, scanId: id })
    return read(experimentId, id)
  }

  const read = async (experimentId: string, scanId = "actions") =>
    (await getScan(store.as("viewer"), { experimentId, scanId })).scan

  it("find a text in what a message says, not in how it is stored, whatever the case of A to Z", async () => {
    const episodes = [
      wrote('A "Quoted" word\n'),
      wrote("plain"),
      makeEpisodeInput({
        messages: [
          { role: "user", content: "Content?" },
          { role: "assistant", content: "ÉTÉ" },
        ],
      }),
    ]
    const { run } = await makeRunWith(store.as("editor"), episodes)
    const kept = async (text: string, within = "assistant", mode = "with") =>
      (await preview(run.experimentId, [{ type: "text", text, within, mode }])).totals.episodes
    expect(await kept('\\"quoted')).toBe(1)
    expect(await kept("QUOTED")).toBe(1)
    expect(await kept("quoted", "assistant", "without")).toBe(2)
    expect(await kept("WRITE")).toBe(2)
    // Names of fields are no text of anybody.
    expect(await kept("content")).toBe(0)
    expect(await kept("content", "all")).toBe(1)
    expect(await kept("tool_calls", "all")).toBe(0)
    expect(await kept("zebra", "all")).toBe(2)
    expect(await kept("été")).toBe(0)
    expect(await kept("ÉTÉ")).toBe(1)
  })

  it("know what a scan found and read what has come since", async () => {
    const { run } = await makeRunWith(store.as("editor"), [wrote("sorry"), wrote("glad")])
    const { experimentId } = run
    const rule = { type: "text", text: "Sorry", mode: "without" }
    const done = await scan(experimentId, { kind: "text", within: "assistant", text: "SORRY" })
    expect(done).toMatchObject({ status: "done", progress: 1, error: null })
    expect((await preview(experimentId, [rule])).totals.episodes).toBe(1)
    await sendEpisodes(store.as("editor"), run, [wrote("so sorry"), wrote("fine")])
    const after = await preview(experimentId, [rule])
    expect(after.totals.episodes).toBe(2)
    expect(after.pending).toEqual([])
    await scan(experimentId, { kind: "text", within: "assistant", text: "sorry" })
    expect((await preview(experimentId, [rule])).totals.episodes).toBe(2)
  })

  it("say how many episodes nobody has compared, and keep one of each group once somebody has", async () => {
    const changed = (at: number) => WORDS.with(at, "hat").join(" ")
    const long = (text: string) => `${text} ${text} ${text}`
    const { run } = await makeRunWith(store.as("editor"), [
      wrote(long(WORDS.join(" ")), { taskKey: "a", score: 0.1 }),
      wrote(`${changed(3)} ${WORDS.join(" ")} ${WORDS.join(" ")} 7`, { taskKey: "a", score: 0.9 }),
      wrote(long(WORDS.join(" ")), { taskKey: "b", score: 0.5 }),
      wrote("something else altogether", { taskKey: "a" }),
    ])
    const { experimentId } = run
    const near = (within: string) => [{ type: "nearDuplicates", within }]
    const before = await preview(experimentId, near("task"))
    expect(before.totals.episodes).toBe(4)
    expect(before.pending).toEqual([{ rule: 0, scanId: "actions", episodes: 4 }])
    const input = { experimentId, name: "near", runIds: [run.id], rules: near("task") }
    const making = createDataset(store.as("editor"), createRoute.input.parse(input))
    await expect(making).rejects.toMatchObject({ code: "CONFLICT" })
    await scan(experimentId, { kind: "actions" })
    const inTask = await preview(experimentId, near("task"))
    expect(inTask).toMatchObject({ pending: [], totals: { episodes: 3 } })
    expect(inTask.totals.scoreSum).toBeCloseTo(0.9 + 0.5 + 1)
    expect((await preview(experimentId, near("all"))).totals.episodes).toBe(2)
    await sendEpisodes(store.as("editor"), run, [wrote("late", { taskKey: "c" })])
    expect((await preview(experimentId, near("task"))).pending).toMatchObject([{ episodes: 1 }])
    const dataset = await createDataset(store.as("editor"), createRoute.input.parse({ ...input, rules: [] }))
    expect(dataset.episodeCount).toBe(5)
  })

  it("leave a scan that nobody waits for alone, and are nobody's business elsewhere", async () => {
    const { run } = await makeRunWith(store.as("editor"), [wrote("one")])
    const what = { kind: "actions" as const }
    const missing = { code: "NOT_FOUND" }
    const { experimentId } = run
    await expect(draftScan(store.as("labeler"), { experimentId, scan: what })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
    expect(await read(experimentId)).toBeNull()
    await scan(experimentId, what)
    const finishedAt = (await read(experimentId))?.finishedAt
    await runScan(store.as("editor"), { experimentId, scanId: "actions" })
    expect((await read(experimentId))?.finishedAt).toBe(finishedAt)
    const { id: other } = await makeExperiment(store.as("editor"))
    expect(await read(other)).toBeNull()
    await expect(read(newId())).rejects.toMatchObject(missing)
    const elsewhere = { experimentId: newId(), scan: what }
    await expect(draftScan(store.as("editor"), elsewhere)).rejects.toMatchObject(missing)
    await expect(runScan(store.as("labeler"), { experimentId, scanId: "actions" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    })
  })
})

describe("rules over tags, tasks and agreement", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  it("read columns that follow what is written", async () => {
    const { run } = await makeRunWith(store.as("editor"), [
      makeEpisodeInput({ taskKey: "a", taskGroup: "g", tags: ["red"], trial: 0 }),
      makeEpisodeInput({ taskKey: "a", taskGroup: "g", tags: ["blue", "red"], trial: 1 }),
      makeEpisodeInput({ taskKey: "b", trial: 0 }),
    ])
    const { experimentId } = run
    const preview = (...rules: object[]) =>
      previewCuration(store.as("viewer"), previewRoute.input.parse({ experimentId, rules }))
    const kept = async (rule: object) => (await preview(rule)).totals.episodes
    expect((await preview()).tags).toEqual(["blue", "red"])
    expect(await kept({ type: "tags", mode: "any", tags: ["red"] })).toBe(2)
    expect(await kept({ type: "tags", mode: "all", tags: ["red", "blue"] })).toBe(1)
    expect(await kept({ type: "tags", mode: "none", tags: ["blue"] })).toBe(2)
    expect(await kept({ type: "tasks", tasks: ["b"] })).toBe(2)
    expect(await kept({ type: "tasks", mode: "keep", groups: ["g"] })).toBe(2)
    expect(await kept({ type: "range", column: "trial", max: 0 })).toBe(2)
    expect(await kept({ type: "context", window: 10 })).toBe(0)
    const [first, second] =
      (await preview({ type: "tasks", mode: "keep", tasks: ["z"] })).funnel[0]?.examples ?? []
    const people = await Promise.all(["ann", "ben"].map(() => createPerson(store.db, { role: "labeler" })))
    const say = (person: number, episodeId: string | undefined, value: string) =>
      createLabels(
        store.as("labeler", people[person]?.id),
        labelRoute.input.parse({ experimentId, episodeIds: [episodeId], key: "verdict", value }),
      )
    await say(0, first, "good")
    expect(await kept({ type: "agreement", people: 1 })).toBe(1)
    await say(1, first, "bad")
    await say(0, second, "good")
    await say(1, second, "good")
    expect(await kept({ type: "agreement" })).toBe(1)
    expect(await kept({ type: "agreement", share: 0.5 })).toBe(2)
  })
})
