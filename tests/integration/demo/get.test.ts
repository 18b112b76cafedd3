import { afterAll, beforeAll, expect, it } from "vitest"
import { FIRST_DEMO } from "@/lib/services/demo/experiments"
import { getDemo } from "@/lib/services/demo/get"
import { settleDemo } from "@/lib/services/demo/settled"
import { openTestStore, type TestStore } from "@/tests/factories/context"

let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
})

afterAll(() => store.close())

it("says that there is no demo, that it is being made, and that it is done", async () => {
  const ctx = store.as("viewer")
  expect(await getDemo(ctx)).toEqual({
    experimentId: null,
    making: false,
    students: { planned: 7, done: 0 },
  })
  await store.db.prisma.experiment.create({
    data: { id: FIRST_DEMO.id, name: "BabyAI demo", isDemo: true },
  })
  expect(await getDemo(ctx)).toMatchObject({ experimentId: FIRST_DEMO.id, making: true })
  await settleDemo(store.as("admin"))
  expect(await getDemo(ctx)).toMatchObject({ experimentId: FIRST_DEMO.id, making: false })
})
