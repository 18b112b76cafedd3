import { mkdirSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { call } from "@/lib/api-client/call"
import { createConnection } from "@/lib/contracts/connections"
import { createEpisodes, listEpisodes } from "@/lib/contracts/episodes"
import { createExperiment } from "@/lib/contracts/experiments"
import { listLabels } from "@/lib/contracts/labels"
import { updatePreferences } from "@/lib/contracts/me"
import { createModel } from "@/lib/contracts/models"
import { createRun } from "@/lib/contracts/runs"
import { findViolations } from "@/tests/e2e/axe"
import { localAuthorization, openSession, type Session } from "@/tests/e2e/session"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { startJudgeServer } from "@/tests/protocol/judge-server"

/** Set to measure, on a machine that does nothing else: times are only printed otherwise. */
const MEASURED = process.env.WINNOW_LABEL_EPISODES
const EPISODES = Number(MEASURED ?? 1000)
const REVIEWS = 200
const BATCH = 1000

let session: Session
let experimentId: string

const options = () => ({ baseUrl: inject("baseUrl"), headers: localAuthorization() })

async function makeExperiment(): Promise<string> {
  const experiment = await call(createExperiment, { name: `Queues ${Date.now()}` }, options())
  const target = { experimentId: experiment.id, name: "judged run", role: "teacher" as const, config: {} }
  const run = await call(createRun, { ...target, modelName: "judged model" }, options())
  const path = createEpisodes.path.replace("{experimentId}", experiment.id).replace("{runId}", run.id)
  for (let sent = 0; sent < EPISODES; sent += BATCH) {
    const episodes = Array.from({ length: Math.min(BATCH, EPISODES - sent) }, () => makeEpisodeInput())
    const response = await fetch(options().baseUrl + path, {
      method: "POST",
      headers: { ...options().headers, "content-type": "application/json" },
      body: JSON.stringify(episodes),
    })
    if (!response.ok) throw new Error(await response.text())
  }
  return experiment.id
}

async function screenshot(name: string): Promise<void> {
  const folder = process.env.WINNOW_SCREENSHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await session.page.screenshot({ path: `${folder}/${name}.png` })
}

/** On a desk and on a phone, in both themes. */
async function looks(name: string): Promise<void> {
  const { page } = session
  if (!process.env.WINNOW_SCREENSHOTS) return
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 390, height: 844 })
    await screenshot(`${name}-phone-${colorScheme}`)
    await page.setViewportSize({ width: 1440, height: 900 })
    await screenshot(`${name}-${colorScheme}`)
  }
}

async function countLabelled(): Promise<number> {
  const label = ["good", "bad", "unsure"] as const
  return (await call(listEpisodes, { experimentId, label: [...label], limit: 1 }, options())).count ?? 0
}

function faults(): Promise<string[]> {
  return findViolations(session.page, { tags: null })
}

beforeAll(async () => {
  session = await openSession()
  experimentId = await makeExperiment()
}, 600_000)

afterAll(async () => {
  await call(updatePreferences, { labelKeys: null }, options())
  await session.browser.close()
})

/** Watches, in the page, how long after a key the next task stands there. */
async function watchKeys(): Promise<void> {
  await session.page.evaluate(() => {
    const times: number[] = []
    let pressed = 0
    let shown = ""
    const taskOf = () => document.querySelector("header .text-head")?.textContent ?? ""
    document.addEventListener(
      "keydown",
      () => {
        pressed = performance.now()
        shown = taskOf()
      },
      true,
    )
    new MutationObserver(() => {
      if (pressed === 0 || taskOf() === "" || taskOf() === shown) return
      times.push(performance.now() - pressed)
      pressed = 0
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
    Object.assign(window, { keyTimes: times })
  })
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((left, right) => left - right)
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.POSITIVE_INFINITY
}

describe("a review queue, in the browser", () => {
  it("is made of a filter, and worked by keyboard alone", async () => {
    const { page, problems } = session
    await page.goto(`/experiments/${experimentId}/label?view=queues`)
    await page.getByText("No queue yet").waitFor()
    await page.getByRole("button", { name: "New queue" }).click()
    await page.getByLabel("Name").fill("Round 1")
    await page.getByLabel("How many of them, at random").fill("210")
    await page.getByLabel("Reviews of each item").fill("1")
    await screenshot("queue-new")
    expect(await faults()).toEqual([])
    await page.getByRole("button", { name: "Make the queue" }).click()
    await page.waitForURL(/label\/[0-9a-f-]+\?view=progress/)
    await page.getByRole("tab", { name: "Review" }).click()
    await page.getByText("Would you train a model on this episode?").waitFor()
    expect(await page.getByText("judged model").count()).toBe(0)
    await screenshot("queue-review")
    await watchKeys()
    for (let review = 1; review <= REVIEWS; review++) {
      await page.keyboard.press(String(1 + (review % 3)))
      await page.waitForFunction(
        (count) => (window as { keyTimes?: number[] }).keyTimes?.length === count,
        review,
      )
    }
    await page.getByText(`${REVIEWS} of 210 reviews`).waitFor()
    const shown = await page.evaluate(() => (window as { keyTimes?: number[] }).keyTimes ?? [])
    const sent = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.endsWith("/review"))
        .map(({ duration }) => duration),
    )
    console.log(
      `next item p95 ${percentile(shown, 0.95).toFixed(0)} ms, saved p95 ${percentile(sent, 0.95).toFixed(0)} ms`,
    )
    if (MEASURED) expect(percentile(shown, 0.95)).toBeLessThan(150)
    const stored = await call(listLabels, { experimentId, limit: 200 }, options())
    expect(stored.items).toHaveLength(REVIEWS)
    expect(new Set(stored.items.map(({ episodeId }) => episodeId)).size).toBe(REVIEWS)
    expect(problems).toEqual([])
  }, 300_000)

  it("takes the last review back, skips with a reason, and ends when every review is in", async () => {
    const { page } = session
    await page.keyboard.press("u")
    await page.getByText(`${REVIEWS - 1} of 210 reviews`).waitFor()
    await page.keyboard.press(".")
    await page.getByLabel("Why skip it?").fill("not my language")
    await page.keyboard.press("Enter")
    await page.getByText("1 skipped").waitFor()
    for (let review = REVIEWS; review < 210; review++) {
      await page.keyboard.press("1")
      await page.getByText(`${review} of 210 reviews`).waitFor()
    }
    await page.getByText("Nothing is left for you").waitFor()
    await page.getByRole("tab", { name: "Progress" }).click()
    await page.getByText("209 of 210 reviews").first().waitFor()
    await screenshot("queue-progress")
    await page.goto(`/experiments/${experimentId}/label?view=queues`)
    await page.getByRole("link", { name: "Round 1" }).waitFor()
    await screenshot("queue-list")
  }, 120_000)

  it("loses nothing when the network fails: the review waits, and is sent again", async () => {
    const { page, context } = session
    await page.goto(`/experiments/${experimentId}/label?view=queues`)
    await page.getByRole("button", { name: "New queue" }).click()
    await page.getByLabel("Name").fill("Round 2")
    await page.getByLabel("How many of them, at random").fill("5")
    await page.getByRole("button", { name: "Make the queue" }).click()
    await page.waitForURL(/label\/[0-9a-f-]+\?view=progress/)
    await page.getByRole("tab", { name: "Review" }).click()
    await page.getByText("Would you train a model on this episode?").waitFor()
    await context.route("**/review", (route) =>
      route.fulfill({ status: 400, json: { code: "INVALID_INPUT" } }),
    )
    await page.keyboard.press("1")
    await page.getByText("A label was not saved.").waitFor()
    await page.reload()
    await page.getByText("A label was not saved.").waitFor()
    await context.unroute("**/review")
    await page.getByRole("button", { name: "Retry" }).click()
    await page.getByText("1 of 10 reviews").waitFor()
    await session.page.setViewportSize({ width: 390, height: 844 })
    await screenshot("queue-review-phone")
    await session.page.setViewportSize({ width: 1440, height: 900 })
  })

  it("shows reasons and scales of the experiment, agreement, and a correction, without accessibility faults", async () => {
    const { page, problems } = session
    problems.length = 0
    await page.goto(`/experiments/${experimentId}/label`)
    await page.getByRole("button", { name: "Labels of this experiment" }).click()
    await page.getByLabel(/Failure reasons/).fill("Wrong answer\nStopped too early")
    await page.getByRole("button", { name: "Add a scale" }).click()
    await page.getByLabel("Scale", { exact: true }).fill("Effort")
    await screenshot("label-settings")
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.getByRole("button", { name: /Stopped too early/ }).waitFor()
    await page.keyboard.press("4")
    await page.locator("[aria-pressed=true]", { hasText: "Wrong answer" }).waitFor()
    await screenshot("label-fields")
    await page.getByRole("button", { name: "Your keys for labelling" }).click()
    await page.getByLabel("Good", { exact: true }).fill("2")
    await page.getByText("2 is used twice.").first().waitFor()
    await page.getByLabel("Good", { exact: true }).fill("a")
    await page.getByRole("button", { name: "Save", exact: true }).click()
    await page.getByRole("button", { name: /Good\s*a/ }).waitFor()
    await page.getByRole("tab", { name: "Agreement" }).click()
    await page.getByText("Between people").waitFor()
    await screenshot("agreement")
    expect(await faults()).toEqual([])
    const { items } = await call(listEpisodes, { experimentId, limit: 1 }, options())
    await page.goto(`/experiments/${experimentId}/episodes/${items[0]?.id}?step=4`)
    await page.getByText("Do not train on it").waitFor()
    await page.getByRole("button", { name: "Correct" }).first().click()
    await page.getByLabel("The reply").fill("Another answer.")
    await page.locator("ins").first().waitFor()
    await screenshot("correction")
    expect(await faults()).toEqual([])
    await page.getByRole("button", { name: "Save the correction" }).click()
    await page.getByRole("button", { name: "Corrected" }).waitFor()
    expect(problems).toEqual([])
  }, 120_000)

  it("has its episodes judged by a model, whose labels count once somebody saw how far it agrees", async () => {
    const { page, problems } = session
    await using server = await startJudgeServer({
      think: (record) => (record.length % 2 === 0 ? "good" : "bad"),
    })
    const connection = await call(
      createConnection,
      { name: "Judges", baseUrl: server.baseUrl, allowPrivate: true },
      options(),
    )
    const model = { name: "judging-model", provider: "openai-compatible", connectionId: connection.id }
    await call(createModel, model, options())
    const before = await countLabelled()
    await page.goto(`/experiments/${experimentId}/label?view=judges`)
    await page.getByText("No judge yet").waitFor()
    await looks("judges-empty")
    await page.getByRole("button", { name: "New judge" }).click()
    await page.getByRole("combobox", { name: "Model that judges", exact: true }).click()
    await page.getByRole("option", { name: "judging-model" }).click()
    await page.getByRole("combobox", { name: "Episodes", exact: true }).click()
    await page.getByRole("option", { name: "Queue: Round 1" }).click()
    await page.getByText("for 210 episodes and 4 canaries").waitFor()
    await page.getByText("Cost unknown").waitFor()
    await looks("judge-new")
    expect(await faults()).toEqual([])
    await page.getByRole("button", { name: "Start judging" }).click()
    await page.waitForURL(/label\/judges\/[0-9a-f-]+/)
    await page.getByText("210 of 210 judged").waitFor()
    await page.getByText("4 canaries called bad").waitFor()
    await page.getByText("because of step 1").first().waitFor()
    await page.getByText("Same verdict").waitFor()
    expect(server.faults).toEqual([])
    expect(await countLabelled()).toBe(before)
    await looks("judge")
    expect(await faults()).toEqual([])
    await page.getByRole("button", { name: "Let its labels count" }).click()
    await page.getByRole("button", { name: "Let them count" }).click()
    await page.getByText("let it count").waitFor()
    await page.goto(`/experiments/${experimentId}/label?view=agreement`)
    await page.getByRole("link", { name: "Default rubric" }).waitFor()
    await looks("agreement-with-judge")
    await page.goto(`/experiments/${experimentId}/label?view=judges`)
    await page.getByRole("link", { name: "Default rubric" }).waitFor()
    await looks("judges")
    expect(await faults()).toEqual([])
    expect(problems).toEqual([])
  }, 120_000)
})
