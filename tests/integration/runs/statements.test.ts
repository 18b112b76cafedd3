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

interface Statement {
  text: string
  values?: unknown[]
}

/** A pool or a client whose statements are noted, those of COPY too. */
function watch<Target extends object>(target: Target, sent: Statement[]): Target {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== "function") return value
      if (name === "connect") return async () => watch(await value.call(target), sent)
      if (name !== "query") return value.bind(target)
      return (query: string | Statement, values?: unknown[]) => {
        sent.push(typeof query === "string" ? { text: query, values } : query)
        return value.call(target, query, values)
      }
    },
  })
}

/** The statements over episodes or steps that the pages of an experiment and of a run send through the pool. */
async function readPages(experimentId: string, runId: string) {
  const sent: Statement[] = []
  const watched = { ...ctx, db: { ...store.db, pool: watch(store.db.pool, sent) } }
  await getExperiment(watched, { experimentId })
  await listRuns(watched, { experimentId, role: undefined })
  await getRun(watched, { experimentId, runId })
  await listRunTools(watched, { experimentId, runId })
  return sent.filter(({ text }) => /"(Episode|Step)"/.test(text))
}

/** Answered by the partial index of labelled episodes, however many others there are. */
const isOfLabelled = ({ text }: Statement) => text.includes("label IS NOT NULL")

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
  const runsRead = changed.map(({ text }) => [run.id, other.id].filter((id) => text.includes(id)))
  expect(runsRead).toEqual([[other.id]])
})
