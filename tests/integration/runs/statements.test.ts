import { afterAll, beforeAll, expect, it } from "vitest"
import type { Context } from "@/lib/db/context"
import { getExperiment } from "@/lib/services/experiment/get"
import { getRun } from "@/lib/services/run/get"
import { listRuns } from "@/lib/services/run/list"
import { listRunTools } from "@/lib/services/run/list-tools"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeRun, makeRunWith, sendEpisodes } from "@/tests/factories/run"

let store: TestStore
let ctx: Context
beforeAll(async () => {
  store = await openTestStore()
  ctx = store.as("editor")
})
afterAll(() => store.close())

/** The statements over episodes or steps that the pages of an experiment and of a run send through the pool. */
async function readPages(experimentId: string, runId: string) {
  const sent: { text: string; values: unknown[] }[] = []
  const pool = new Proxy(store.db.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== "query") return typeof value === "function" ? value.bind(target) : value
      return (text: string, values: unknown[]) => {
        sent.push({ text, values })
        return target.query(text, values)
      }
    },
  })
  const watched = { ...ctx, db: { ...store.db, pool } }
  await getExperiment(watched, { experimentId })
  await listRuns(watched, { experimentId, role: undefined })
  await getRun(watched, { experimentId, runId })
  await listRunTools(watched, { experimentId, runId })
  return sent.filter(({ text }) => /"(Episode|Step)"/.test(text))
}

/** Answered by the partial index of labelled episodes, however many others there are. */
const isOfLabelled = ({ text }: { text: string }) => text.includes("label IS NOT NULL")

it("the pages of experiments and runs read roll-ups, and the tasks of a run once for every change of it", async () => {
  const { run } = await makeRunWith(ctx, [makeEpisodeInput(), makeEpisodeInput()])
  const { experimentId } = run
  const other = await makeRun(ctx, { experimentId })
  await sendEpisodes(ctx, other, [makeEpisodeInput()])
  await readPages(experimentId, run.id)

  const again = await readPages(experimentId, run.id)
  expect(again.filter((statement) => !isOfLabelled(statement))).toEqual([])
  expect(again.length).toBeGreaterThan(0)

  await sendEpisodes(ctx, other, [makeEpisodeInput()])
  const changed = (await readPages(experimentId, run.id)).filter((statement) => !isOfLabelled(statement))
  expect(changed.map(({ values }) => values)).toEqual([[experimentId, [other.id]]])
})
