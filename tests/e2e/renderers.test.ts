import type { Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { findViolations } from "@/tests/e2e/axe"
import {
  importEpisode,
  playBabyAi,
  playMultihop,
  readFireact,
  readTauBench,
} from "@/tests/e2e/drawn-episodes"
import { openSession, type Session } from "@/tests/e2e/session"

const data = process.env.WINNOW_TEST_DATA
const RETAIL = "tau-bench-retail/tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json"

let session: Session
let page: Page

beforeAll(async () => {
  session = await openSession()
  page = session.page
})

afterEach(() => {
  expect(session.problems).toEqual([])
})

afterAll(() => session.browser.close())

/** Looks at what stands open in both themes, wide and narrow. */
async function expectAccessible(path: string) {
  for (const [mode, width] of [
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
    ["dark", 390],
  ] as const) {
    await session.context.addCookies([{ name: "wn-mode", value: mode, url: new URL(page.url()).origin }])
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path)
    await transcript().getByText("Assistant").or(transcript().getByText("as text")).first().waitFor()
    expect(await findViolations(page, { seriousOnly: true }), `${mode} ${width}`).toEqual([])
    const { scroll, client } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }))
    expect(scroll).toBeLessThanOrEqual(client)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

function transcript() {
  return page.getByRole("region", { name: "Transcript" })
}

it("draws what BabyAI says as a picture, and keeps the text", async () => {
  for (const environment of ["babyai", null]) {
    const path = await importEpisode("grid", environment, await playBabyAi())
    await page.goto(path)
    const picture = transcript()
      .getByRole("img", { name: /^The agent carries .* and sees / })
      .first()
    await picture.waitFor()
    await transcript().getByText("Mission", { exact: true }).first().waitFor()
    await transcript().getByRole("button", { name: "as text" }).first().click()
    await transcript()
      .getByText(/^Mission: open/)
      .waitFor()
    await page.goto(`${path}?step=100000`)
    await transcript().getByText("Mission complete.").waitFor()
    await transcript()
      .getByText(/^reward 0\.\d+$/)
      .waitFor()
    if (environment) await expectAccessible(`${path}?step=6`)
  }
})

it("draws searches as ranked lists, articles as panels, and marks the gold ones", async () => {
  const path = await importEpisode("hops", "multihop", await playMultihop())
  await page.goto(path)
  await transcript()
    .getByRole("list", { name: "Search results" })
    .first()
    .getByRole("listitem")
    .nth(4)
    .waitFor()
  await transcript().getByText("gold", { exact: true }).first().waitFor()
  await transcript().getByRole("article").first().waitFor()
  await page.goto(`${path}?step=100000`)
  await transcript().getByText("Expected").waitFor()
  await expectAccessible(path)
})

it("draws as chat what only looks like a known kind, without interpreting it", async () => {
  const hostile = "<img src=x onerror=alert(1)>\n1. a\n".repeat(3)
  const toolCall = (id: string, text: string) => ({
    id,
    type: "function",
    function: { name: "act", arguments: text },
  })
  const path = await importEpisode("odd", "babyai", {
    taskKey: "odd",
    messages: [
      { role: "user", content: `Mission: x\nObservation: ${hostile}` },
      { role: "assistant", content: null, tool_calls: [toolCall("a", '{"action":{"toString":1}}')] },
      { role: "tool", tool_call_id: "a", content: `Observation: a red key 99 steps forward ${hostile}` },
      { role: "assistant", content: null, tool_calls: [toolCall("b", "[[[[")] },
      { role: "tool", tool_call_id: "b", content: "" },
    ],
  })
  await page.goto(path)
  await transcript().getByText("99 steps forward").waitFor()
  expect(await transcript().getByRole("img").count()).toBe(0)
})

describe.skipIf(!data && !process.env.CI)("recorded episodes", () => {
  it("draws what a tau-bench call changed in the database", async () => {
    const path = await importEpisode("retail", null, readTauBench(data!, RETAIL, 15))
    await page.goto(path)
    const changes = transcript().getByRole("region", { name: "Changes" })
    await page.getByRole("list", { name: "Steps" }).getByText("modify_pending_order_items").click()
    await changes.first().waitFor()
    await transcript()
      .getByText(/^: \d+ fields changed since/)
      .waitFor()
    const status = changes.getByRole("row").filter({ hasText: "status" }).first()
    await expect.poll(() => status.textContent()).toContain("pending (item modified)")
    await expectAccessible(page.url())
  })

  it("draws the turns of a ReAct transcript", async () => {
    const path = await importEpisode("react", null, readFireact(data!))
    await page.goto(path)
    await transcript().getByText("search", { exact: true }).first().waitFor()
    expect(await transcript().getByText("Action: search[").count()).toBe(0)
    await page.goto(`${path}?step=100000`)
    await transcript().getByText("Expected").waitFor()
    await expectAccessible(path)
  })
})
