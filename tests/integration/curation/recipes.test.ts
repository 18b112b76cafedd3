import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { newId } from "@/lib/db/new-id"
import type { Rule } from "@/lib/domain/curation/rule"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"
import { getRecipe } from "@/lib/services/recipe/get"
import { listRecipes } from "@/lib/services/recipe/list"
import { saveRecipe } from "@/lib/services/recipe/save"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeExperiment, makeRun } from "@/tests/factories/run"

const onlySuccesses: Rule = { type: "success", enabled: true, keep: "success" }

describe("recipes", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  async function makeInput() {
    const run = await makeRun(store.as("editor"))
    return {
      experimentId: run.experimentId,
      name: "clean",
      runIds: [run.id],
      rules: [onlySuccesses],
      weighting: NO_WEIGHTING,
      pairs: null,
    }
  }

  it("get a new version when their rules change, and the known one when they do not", async () => {
    const ctx = store.as("editor")
    const input = await makeInput()
    const first = await saveRecipe(ctx, input)
    const same = await saveRecipe(ctx, input)
    const second = await saveRecipe(ctx, { ...input, rules: [] })
    expect([first.version, same.id, second.version]).toEqual([1, first.id, 2])
    const { items, count } = await listRecipes(ctx, { experimentId: input.experimentId, limit: 50 })
    expect(count).toBe(2)
    expect(items.map(({ version }) => version)).toEqual([2, 1])
    expect(await getRecipe(ctx, { experimentId: input.experimentId, recipeId: first.id })).toEqual(first)
  })

  it("keep their versions apart when two people save at once", async () => {
    const ctx = store.as("editor")
    const input = await makeInput()
    const variants = [1, 2, 3, 4].map((max) => ({
      ...input,
      rules: [{ type: "taskCap" as const, enabled: true, max, tieBreak: ["score" as const] }],
    }))
    const saved = await Promise.all(variants.map((variant) => saveRecipe(ctx, variant)))
    expect(saved.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4])
  })

  it("of another experiment are not found", async () => {
    const ctx = store.as("editor")
    const input = await makeInput()
    const { id: recipeId } = await saveRecipe(ctx, input)
    const { id: other } = await makeExperiment(ctx)
    const missing = { code: "NOT_FOUND" }
    await expect(getRecipe(ctx, { experimentId: other, recipeId })).rejects.toMatchObject(missing)
    await expect(listRecipes(ctx, { experimentId: newId(), limit: 50 })).rejects.toMatchObject(missing)
    await expect(saveRecipe(ctx, { ...input, experimentId: other })).rejects.toMatchObject(missing)
    await expect(saveRecipe(ctx, { ...input, runIds: [newId()] })).rejects.toMatchObject(missing)
  })

  it("are saved by editors only, and read by everybody", async () => {
    const input = await makeInput()
    await expect(saveRecipe(store.as("labeler"), input)).rejects.toMatchObject({ code: "FORBIDDEN" })
    const { id: recipeId } = await saveRecipe(store.as("editor"), input)
    const viewer = store.as("viewer")
    expect((await getRecipe(viewer, { experimentId: input.experimentId, recipeId })).name).toBe("clean")
    expect((await listRecipes(viewer, { experimentId: input.experimentId, limit: 50 })).count).toBe(1)
  })
})
