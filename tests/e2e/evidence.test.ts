import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { call } from "@/lib/api-client/call"
import { createEpisodes, listEpisodes } from "@/lib/contracts/episodes"
import { drawLabels } from "@/lib/contracts/evidence"
import { createExperiment } from "@/lib/contracts/experiments"
import { createLabels, getNextUnlabelled } from "@/lib/contracts/labels"
import { createRun } from "@/lib/contracts/runs"
import { findViolations } from "@/tests/e2e/axe"
import { localAuthorization, openSession, type Session } from "@/tests/e2e/session"
import { makeEpisodeInput } from "@/tests/factories/episode-input"

const EPISODES = 400
const THRESHOLD = { type: "threshold" as const, metric: "score" }

let session: Session
let experimentId: string

const options = () => ({ baseUrl: inject("baseUrl"), headers: localAuthorization() })

/** Scores 0 to 1; from 0.45 on an episode deserves "good", with a few slips. */
async function makeExperiment(): Promise<string> {
  const experiment = await call(createExperiment, { name: `Evidence ${Date.now()}` }, options())
  const target = { experimentId: experiment.id, name: "graded", role: "teacher" as const, config: {} }
  const run = await call(createRun, { ...target, modelName: "graded model" }, options())
  const path = createEpisodes.path.replace("{experimentId}", experiment.id).replace("{runId}", run.id)
  const episodes = Array.from({ length: EPISODES }, (_, index) =>
    makeEpisodeInput({ score: index / EPISODES }),
  )
  const response = await fetch(options().baseUrl + path, {
    method: "POST",
    headers: { ...options().headers, "content-type": "application/json" },
    body: JSON.stringify(episodes),
  })
  if (!response.ok) throw new Error(await response.text())
  return experiment.id
}

/** Answers what is left of a draw as a labeler would, without the page. */
async function answerDraw(drawId: string): Promise<void> {
  const scores = new Map<string, number>()
  let cursor: string | undefined
  do {
    const page = await call(
      listEpisodes,
      { experimentId, limit: 200, ...(cursor ? { cursor } : {}) },
      options(),
    )
    for (const { id, score } of page.items) scores.set(id, score ?? 0)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  for (;;) {
    const { episodeId } = await call(getNextUnlabelled, { experimentId, draw: drawId }, options())
    if (episodeId === null) return
    const score = scores.get(episodeId) ?? 0
    const slips = Math.round(score * EPISODES) % 29 === 0
    const value = score >= 0.45 !== slips ? "good" : "bad"
    await call(createLabels, { experimentId, episodeIds: [episodeId], key: "verdict", value }, options())
  }
}

beforeAll(async () => {
  session = await openSession()
  experimentId = await makeExperiment()
})

afterAll(() => session.browser.close())

describe("the evidence for a threshold, in the browser", () => {
  it("leads from no labels over a queue by value to a threshold that they prove", async () => {
    const { page, problems } = session
    await page.goto(`/experiments/${experimentId}/curate`)
    await page.getByText("No human has labelled these episodes yet").waitFor()
    await page.getByRole("button", { name: /Label next by value/ }).click()
    await page.waitForURL(/label\?.*draw=/)
    await page.getByText("0 of 50 labelled").waitFor()
    await page
      .getByRole("radio", { name: /Good/ })
      .or(page.getByRole("button", { name: /Good/ }))
      .first()
      .waitFor()
    await page.keyboard.press("1")
    await page.getByText("1 of 50 labelled").waitFor()

    const drawId = new URL(page.url()).searchParams.get("draw") as string
    await answerDraw(drawId)
    const more = await call(
      drawLabels,
      { experimentId, rules: [THRESHOLD], thresholdRule: 0, count: 150 },
      options(),
    )
    await answerDraw(more.drawId)
    await page.goto(`/experiments/${experimentId}/label?by=value&draw=${more.drawId}`)
    await page.getByText("All 150 drawn episodes are labelled").waitFor()
    await page.getByRole("link", { name: "See the evidence" }).click()

    const panel = page.getByRole("region", { name: "Evidence from labels" })
    await panel
      .getByText(/The lowest threshold whose precision is at least 90 % with 95 % confidence is/)
      .waitFor()
    await panel.getByRole("button", { name: "Use this threshold" }).click()
    await panel.getByRole("button", { name: "In use" }).waitFor()
    expect(page.url()).toContain("min")
    await panel.getByRole("tab", { name: "PR" }).click()
    await panel.getByRole("figure", { name: /Precision over recall/ }).waitFor()
    await panel.getByRole("tab", { name: "ROC" }).click()
    await panel.getByRole("figure", { name: /the area under it is/ }).waitFor()
    expect(problems).toEqual([])
  })

  it("asks again for another precision, and keeps it in the address", async () => {
    const { page } = session
    await page.goto(`/experiments/${experimentId}/curate`)
    const panel = page.getByRole("region", { name: "Evidence from labels" })
    const field = panel.getByLabel("Precision, %")
    await field.fill("99")
    await field.press("Tab")
    await panel.getByText(/No threshold is proven to have a precision of 99 %/).waitFor()
    expect(page.url()).toContain("precision=0.99")
  })

  it.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
  ])("is accessible and fits: %s at %i px", async (mode, width) => {
    const { page, context, problems } = session
    problems.length = 0
    await context.addCookies([{ name: "wn-mode", value: mode, url: inject("baseUrl") }])
    await page.setViewportSize({ width, height: 1000 })
    await page.goto(`/experiments/${experimentId}/curate`)
    const panel = page.getByRole("region", { name: "Evidence from labels" })
    await panel.getByText(/drawn label weighs/).waitFor()
    expect(await findViolations(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(problems).toEqual([])
  })
})
