import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Context, createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { closeQueue } from "@/lib/jobs/queue"
import { listEpisodes } from "@/lib/services/episode/list"
import { createLabels } from "@/lib/services/label/create"
import { createSavedView } from "@/lib/services/saved-view/create"
import { deleteSavedView } from "@/lib/services/saved-view/delete"
import { listSavedViews } from "@/lib/services/saved-view/list"
import { updateSavedView } from "@/lib/services/saved-view/update"
import { controlSetOperation } from "@/lib/services/set-operation/control"
import { getSetOperation } from "@/lib/services/set-operation/get"
import { listSetOperations } from "@/lib/services/set-operation/list"
import { runSetOperation } from "@/lib/services/set-operation/run"
import { startSetOperation } from "@/lib/services/set-operation/start"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { asPerson, createPerson } from "@/tests/factories/person"
import { makeRunWith } from "@/tests/factories/run"

let store: TestStore
let ada: Context
let bob: Context
let admin: Context
let viewer: Context
let system: Context
let experimentId: string
let ids: string[]

beforeAll(async () => {
  store = await openTestStore()
  const person = async (role: "editor" | "labeler" | "admin" | "viewer") =>
    asPerson(store.db, await createPerson(store.db, { role }))
  ;[ada, bob, admin, viewer] = await Promise.all([
    person("labeler"),
    person("editor"),
    person("admin"),
    person("viewer"),
  ])
  system = createContext(store.db, SYSTEM_ACTOR)
  const inputs = Array.from({ length: 1203 }, (_, index) =>
    makeEpisodeInput({ score: index < 1100 ? 1 : 0, messages: [{ role: "assistant", content: "ok" }] }),
  )
  const made = await makeRunWith(bob, inputs)
  experimentId = made.run.experimentId
  ids = made.episodeIds
})

afterAll(() => store.close())

const page = { sort: "createdAt", order: "desc", limit: 1 } as const
const count = async (filter: object) => (await listEpisodes(ada, { experimentId, ...page, ...filter })).count
const key = (operation: { id: string }) => ({ experimentId, operationId: operation.id })
const good = { filter: { scoreMin: 1 }, label: { key: "verdict", value: "good" } } as const
const start = (input: Partial<Parameters<typeof startSetOperation>[1]> = {}, as = ada) =>
  startSetOperation(as, { experimentId, ...good, ...input })

describe("a set of episodes", () => {
  it("is labelled as it matched, and taken back but for what was said since", async () => {
    const label = { experimentId, stepIdx: null, key: "verdict" } as const
    await createLabels(ada, { ...label, episodeIds: ids.slice(0, 2), value: "bad" })
    const operation = await start()
    expect(operation).toMatchObject({ status: "queued", total: 0, isOwn: true })
    await runSetOperation(system, key(operation))
    expect(await getSetOperation(bob, key(operation))).toMatchObject({
      status: "done",
      total: 1100,
      done: 1100,
      isOwn: false,
    })
    expect(await count({ label: ["good"] })).toBe(1100)
    expect(await count({ label: ["good"], scoreMax: 0 })).toBe(0)

    await createLabels(ada, { ...label, episodeIds: ids.slice(5, 6), value: "unsure" })
    await controlSetOperation(ada, { ...key(operation), action: "undo" })
    await runSetOperation(system, key(operation))
    expect(await getSetOperation(ada, key(operation))).toMatchObject({ status: "undone", done: 0 })
    expect(await count({ label: ["good"] })).toBe(0)
    expect(await count({ label: ["bad"] })).toBe(2)
    expect(await count({ label: ["unsure"] })).toBe(1)
    const again = controlSetOperation(ada, { ...key(operation), action: "undo" })
    await expect(again).rejects.toMatchObject({ code: "CONFLICT" })
  })

  it("stops between two batches, goes on after a crash where it was, and gives tags", async () => {
    const tag = { key: "tag", name: "batch", value: true } as const
    const operation = await start({ filter: {}, label: tag })
    const killed = new AbortController()
    killed.abort()
    await expect(runSetOperation(system, key(operation), killed.signal)).rejects.toThrow()
    expect(await getSetOperation(ada, key(operation))).toMatchObject({ status: "running", done: 500 })
    expect(await count({ tag: "batch" })).toBe(500)
    await expect(runSetOperation(system, key(operation), killed.signal)).rejects.toThrow()
    await controlSetOperation(admin, { ...key(operation), action: "cancel" })
    await runSetOperation(system, key(operation))
    expect(await getSetOperation(ada, key(operation))).toMatchObject({
      status: "cancelled",
      total: 1203,
      done: 1000,
    })
    expect(await count({ tag: "batch" })).toBe(1000)
    await controlSetOperation(ada, { ...key(operation), action: "undo" })
    await runSetOperation(system, key(operation))
    expect(await count({ tag: "batch" })).toBe(0)
  })

  it("belongs to who started it, who must be allowed to label", async () => {
    const operation = await start({ filter: { scoreMax: -1 } })
    const control = { ...key(operation), action: "cancel" as const }
    await expect(controlSetOperation(bob, control)).rejects.toMatchObject({ code: "NOT_FOUND" })
    await expect(start({}, viewer)).rejects.toMatchObject({ code: "FORBIDDEN" })
    await expect(controlSetOperation(viewer, control)).rejects.toMatchObject({ code: "FORBIDDEN" })
    const elsewhere = { ...key(operation), experimentId: crypto.randomUUID() }
    await expect(getSetOperation(ada, elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" })
    await runSetOperation(system, key(operation))
    expect((await listSetOperations(viewer, { experimentId })).items[0]).toMatchObject({
      id: operation.id,
      status: "done",
      total: 0,
    })
    await closeQueue(store.db)
  })
})

describe("saved views", () => {
  const names = async (as: Context) =>
    (await listSavedViews(as, { experimentId })).items.map(({ name }) => name)
  const save = (as: Context, name: string, isShared = false, search = "success=failure") =>
    createSavedView(as, { experimentId, name, search, isShared })

  it("are private until they are shared, and get the new filter under a known name", async () => {
    const mine = await save(ada, "Failures")
    await save(bob, "Failures", true)
    expect(await names(viewer)).toEqual(["Failures"])
    expect(await names(ada)).toEqual(["Failures", "Failures"])
    const again = await save(ada, "Failures", false, "sort=score")
    expect(again).toMatchObject({ id: mine.id, search: "sort=score", isOwn: true })
  })

  it("are changed and deleted by their owner, shared ones by an admin as well", async () => {
    const view = await save(ada, "Mine")
    const other = await save(ada, "Other", true)
    const of = ({ id }: { id: string }) => ({ experimentId, viewId: id })
    for (const as of [bob, admin, viewer]) {
      await expect(updateSavedView(as, { ...of(view), name: "x" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      })
      await expect(deleteSavedView(as, of(view))).rejects.toMatchObject({ code: "NOT_FOUND" })
    }
    await expect(updateSavedView(ada, { ...of(view), name: "Other" })).rejects.toMatchObject({
      code: "CONFLICT",
    })
    expect(await updateSavedView(ada, { ...of(view), isShared: true })).toMatchObject({ isShared: true })
    await deleteSavedView(ada, of(view))
    await deleteSavedView(admin, of(other))
    expect(await names(ada)).toEqual(["Failures", "Failures"])
  })
})
