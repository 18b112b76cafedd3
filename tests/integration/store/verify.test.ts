import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { VerifyLine } from "@/lib/contracts/verification"
import { createLabels } from "@/lib/services/label/create"
import { verifyStore } from "@/lib/services/store/verify"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

type Difference = VerifyLine & { type: "difference" }

let store: TestStore
let experimentId: string
let runId: string
let episodeIds: string[]

beforeAll(async () => {
  store = await openTestStore()
})

afterAll(() => store.close())

beforeEach(async () => {
  await store.db.prisma.experiment.deleteMany()
  await store.db.pool.query(`DELETE FROM "Step"`)
  const inputs = Array.from({ length: 6 }, (_, no) =>
    makeEpisodeInput({ score: no / 7, latencyMs: 100 + no }),
  )
  const empty = makeEpisodeInput({ messages: [] })
  const made = await makeRunWith(store.as("editor"), [...inputs, empty])
  experimentId = made.run.experimentId
  runId = made.run.id
  episodeIds = made.episodeIds
  const person = await createPerson(store.db, { role: "labeler" })
  const label = { experimentId, stepIdx: null, key: "verdict" as const, name: "" }
  await createLabels(store.as("labeler", person.id), {
    ...label,
    episodeIds: episodeIds.slice(0, 2),
    value: "good",
  })
})

async function verify(input: { experimentId?: string } = {}) {
  const lines = await Array.fromAsync(verifyStore(store.as("admin"), input))
  const done = lines.at(-1) as VerifyLine & { type: "done" }
  return { done, found: lines.filter((line): line is Difference => line.type === "difference") }
}

const sql = (text: string, ...values: unknown[]) => store.db.pool.query(text, values)

describe("verifyStore", () => {
  it("finds nothing in what was written by the product", async () => {
    const { done, found } = await verify()
    expect(found).toEqual([])
    expect(done).toMatchObject({ episodes: 7, steps: 30 })
  })

  it.each<[string, string, string, RegExp]>([
    ["the use of a tool", `UPDATE "RunTool" SET "callCount" = 99`, "rollups", /tools/],
    [
      "a search part that is not there",
      `INSERT INTO "EpisodeSearch" ("experimentId", "episodeId", part, "fromIdx", "toIdx", tsv) SELECT "experimentId", id, 0, 2, 5, ''::tsvector FROM "Episode" WHERE id = $1`,
      "search",
      /do not follow/,
    ],
    [
      "an index that says it is complete",
      `WITH i AS (INSERT INTO "SearchIndex" ("experimentId", watermark) SELECT "experimentId", '1000000000'::xid8 FROM "Episode" WHERE id = $1) SELECT 1`,
      "search",
      /end at step 0 of 5/,
    ],
    ["a run that counts too many", `UPDATE "Run" SET "stepSum" = "stepSum" + 1`, "rollups", /stepSum is 31/],
    ["a sum of scores", `UPDATE "Run" SET "scoreSum" = "scoreSum" + 0.001`, "rollups", /scoreSum/],
    ["a histogram", `UPDATE "Run" SET "latencyHistogram" = '{}'`, "rollups", /latencyHistogram/],
    ["stop reasons", `UPDATE "Run" SET "stopReasons" = '{"error": 7}'`, "rollups", /stopReasons/],
    [
      "a lost step",
      `DELETE FROM "Step" WHERE "episodeId" = $1 AND idx = 4`,
      "steps",
      /stepCount is 5, its steps say 4/,
    ],
    ["a gap", `UPDATE "Step" SET idx = 9 WHERE "episodeId" = $1 AND idx = 4`, "steps", /gap/],
    [
      "another text",
      `UPDATE "Step" SET message = replace(message, 'Answer', 'Lie') WHERE "episodeId" = $1 AND idx = 4`,
      "hashes",
      /not what was hashed/,
    ],
    [
      "a forged hash",
      `UPDATE "Episode" SET "contentHash" = 7 WHERE id = $1`,
      "hashes",
      /not what was hashed/,
    ],
    [
      "a token count",
      `UPDATE "Step" SET "contentTokens" = 99 WHERE "episodeId" = $1 AND idx = 4`,
      "steps",
      /contentTokens/,
    ],
    [
      "an error flag",
      `UPDATE "Step" SET "isError" = true WHERE "episodeId" = $1 AND idx = 4`,
      "steps",
      /errorCount/,
    ],
    [
      "a prompt that is not there",
      `UPDATE "Step" SET "promptId" = gen_random_uuid() WHERE "episodeId" = $1 AND idx = 0`,
      "references",
      /text of step 0/,
    ],
    ["a task that is not there", `UPDATE "Episode" SET "taskNo" = 99 WHERE id = $1`, "references", /task/],
    [
      "another verdict",
      `UPDATE "Episode" SET label = -1 WHERE id = $1`,
      "labels",
      /label is -1 and should be 1/,
    ],
    [
      "a verdict nobody gave",
      `UPDATE "Episode" SET "labelSource" = 'judge' WHERE id = $1`,
      "labels",
      /labelSource/,
    ],
    [
      "agreement",
      `UPDATE "Episode" SET agreement = 0.5 WHERE id = $1`,
      "labels",
      /agreement is 0.5 and should be 1/,
    ],
    ["people", `UPDATE "Episode" SET "humanVerdicts" = 3 WHERE id = $1`, "labels", /humanVerdicts is 3/],
  ])("finds %s", async (_, change, part, message) => {
    await sql(change, ...(change.includes("$1") ? [episodeIds[0]] : []))
    const { done, found } = await verify()
    expect(found).toContainEqual(
      expect.objectContaining({
        part,
        id: part === "rollups" ? runId : episodeIds[0],
        message: expect.stringMatching(message),
      }),
    )
    expect(Object.keys(done.differences).filter((name) => done.differences[name as "steps"] > 0)).toContain(
      part,
    )
  })

  it("finds steps without an episode, also where no experiment is", async () => {
    const stray = `INSERT INTO "Step" ("experimentId", "episodeId", idx, role, message, "contentTokens") VALUES ($1, gen_random_uuid(), 0, 1, '{}', 1)`
    await sql(stray, experimentId)
    await sql(stray, "00000000-0000-7000-8000-000000000000")
    const { found } = await verify()
    expect(found.map(({ message }) => message)).toEqual([
      "1 steps of no episode",
      "1 steps of an experiment that is not there",
    ])
  })

  it("looks at one experiment alone when asked, and knows when there is none", async () => {
    await sql(`UPDATE "Run" SET "stepSum" = 0`)
    const { run } = await makeRunWith(store.as("editor"), [makeEpisodeInput()])
    expect((await verify({ experimentId: run.experimentId })).found).toEqual([])
    await expect(verify({ experimentId: "00000000-0000-7000-8000-000000000000" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    })
  })

  it("is for administrators", async () => {
    await expect(verifyStore(store.as("editor"), {}).next()).rejects.toMatchObject({ code: "FORBIDDEN" })
  })
})
