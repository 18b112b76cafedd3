import { afterAll, beforeAll, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { createLabels } from "@/lib/services/label/create"
import { getAgreement } from "@/lib/services/label/get-agreement"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeJudged } from "@/tests/factories/judge"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRun, makeRunWith } from "@/tests/factories/run"

let store: TestStore
let ann: Context
let ben: Context

beforeAll(async () => {
  store = await openTestStore()
  ann = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ann" }))
  ben = asPerson(store.db, await createPerson(store.db, { role: "labeler", name: "Ben" }))
})

afterAll(() => store.close())

it("compares people with each other, with the judge and with the score", async () => {
  const inputs = [0.9, 0.8, 0.2, 0.1].map((score) => makeEpisodeInput({ score, success: score > 0.5 }))
  const { run, episodeIds } = await makeRunWith(store.as("editor"), inputs)
  const { experimentId } = run
  const say = (ctx: Context, verdicts: string[]) =>
    Promise.all(
      verdicts.map((value, index) =>
        createLabels(ctx, {
          experimentId,
          episodeIds: [episodeIds[index] as string],
          stepIdx: null,
          key: "verdict",
          value,
        }),
      ),
    )
  await say(ann, ["good", "good", "bad", "bad"])
  await say(ben, ["good", "bad", "bad"])
  await createLabels(ben, {
    experimentId,
    episodeIds: [episodeIds[1] as string],
    stepIdx: null,
    key: "verdict",
    value: "good",
  })
  const judged = (["good", "bad", "bad", "bad"] as const).map(
    (verdict, index) => [episodeIds[index] as string, verdict] as const,
  )
  const { judgeId } = await makeJudged(store.as("admin"), experimentId, new Map(judged), { allowed: false })
  const report = await getAgreement(store.as("viewer"), { experimentId })
  expect(report).toMatchObject({
    ratings: 7,
    people: 2,
    episodes: 3,
    alpha: { nominal: { value: 1, tasks: 3 } },
    fleiss: { ratings: 2, kappa: { value: 1 } },
    pairs: [{ kappa: { value: 1, n: 3 } }],
    judges: [
      {
        judgeId,
        allowed: false,
        confusion: [
          [2, 0, 0],
          [0, 0, 0],
          [1, 0, 1],
        ],
        kappa: { value: 0.5, n: 4 },
      },
    ],
    score: {
      ranking: { value: 1 },
      verdicts: [
        { episodes: 2, successes: 0 },
        { episodes: 0, meanScore: null },
        { episodes: 2, successes: 2 },
      ],
    },
    periods: [],
  })
  expect([report.pairs[0]?.left, report.pairs[0]?.right].sort()).toEqual(["Ann", "Ben"])
})

it("answers nothing of nothing, and nothing of what is elsewhere", async () => {
  const { experimentId } = await makeRun(store.as("editor"))
  expect(await getAgreement(ann, { experimentId })).toMatchObject({ ratings: 0, judges: [], pairs: [] })
  const missing = { code: "NOT_FOUND" }
  const none = "018f0000-0000-7000-8000-000000000000"
  await expect(getAgreement(ann, { experimentId: none })).rejects.toMatchObject(missing)
  await expect(getAgreement(ann, { experimentId, queueId: none })).rejects.toMatchObject(missing)
  const stranger = { ...ann, actor: { ...ann.actor, kind: "stranger" as const } }
  await expect(getAgreement(stranger, { experimentId })).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
})
