import { globSync, readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, inject, it } from "vitest"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { createPublishedExperiment, PUBLISHED_EXPERIMENT_ID } from "@/lib/services/demo/published-experiment"
import { findViolations } from "@/tests/e2e/axe"
import { makeComparison } from "@/tests/e2e/compared-data"
import { waitUntilLoaded } from "@/tests/e2e/loaded"
import { openProductDatabase } from "@/tests/e2e/product-database"
import { confusedMarks, readMarks } from "@/tests/e2e/rendered-marks"
import { localAuthorization, openSession, type Session } from "@/tests/e2e/session"

/** Every chart that the product has, by the name its frame gives it. */
const KINDS = globSync("components/charts/*.tsx").flatMap((file) =>
  Array.from(readFileSync(file, "utf8").matchAll(/<ChartFrame\s+kind="([\w-]+)"/g), ([, kind]) => kind!),
)

let session: Session
let paths: string[]
const met = new Set<string>()

beforeAll(async () => {
  session = await openSession()
  const options = { baseUrl: inject("baseUrl"), headers: localAuthorization() }
  const { experimentId, runIds } = await makeComparison(options)
  const unpriced = await makeComparison(options, { costUsd: null })
  const db = openProductDatabase(inject("home"))
  await createPublishedExperiment(createContext(db, SYSTEM_ACTOR))
  await db.close()
  const root = `/experiments/${experimentId}`
  paths = [
    `${root}/compare?size=latency&training=24`,
    `${root}/compare?view=split&quality=score`,
    `${root}/compare?view=time`,
    `/experiments/${unpriced.experimentId}/compare`,
    root,
    `${root}/runs/${runIds[0]}`,
    `${root}/curate`,
    `/experiments/${PUBLISHED_EXPERIMENT_ID}`,
  ]
})

afterAll(() => session.browser.close())

/** Opens a page and looks at what is read only when one does; the sentences of its charts. */
async function openCharts(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  const figures = page.locator("figure[data-chart]")
  await figures.first().waitFor()
  await waitUntilLoaded(page)
  return figures.evaluateAll((all) => all.map((figure) => figure.getAttribute("aria-label") ?? ""))
}

/** Marks that no kind of vision confuses, and nothing that axe finds, in a theme. */
async function checkPictures(page: Page, mode: "light" | "dark"): Promise<void> {
  await page.evaluate((next) => document.documentElement.setAttribute("data-mode", next), mode)
  const found = await findViolations(page, { within: "section:has(figure[data-chart])" })
  expect.soft(found, page.url()).toEqual([])
  for (const figure of await page.locator("figure[data-chart]").all())
    expect.soft(confusedMarks(await readMarks(figure)), page.url()).toEqual([])
}

/** Its sentence, and its numbers as a table. */
async function checkWords(page: Page, sentence: string): Promise<void> {
  expect.soft(sentence).toMatch(/\.$/)
  expect.soft(sentence).not.toMatch(/[.!?]\s+[A-Z]/)
  expect.soft(sentence).not.toMatch(/NaN|undefined|null|Infinity/)
  const figure = page.locator(`figure[aria-label=${JSON.stringify(sentence)}]`).first()
  met.add((await figure.getAttribute("data-chart")) ?? "")
  const panel = figure.locator("xpath=ancestor::section[1]")
  await panel.getByRole("button", { name: "As table" }).click()
  const table = page.getByRole("table", { name: sentence, exact: true })
  await table.waitFor()
  expect.soft(await table.locator("tbody tr").count(), sentence).toBeGreaterThan(0)
  expect.soft(await table.textContent()).not.toMatch(/NaN|undefined|Infinity/)
  await table.locator("xpath=ancestor::section[2]").getByRole("button", { name: "As chart" }).click()
  await figure.waitFor()
}

it("gives every chart a sentence, a table, marks of two channels in both themes, and nothing for axe to find", async () => {
  const { page, problems } = session
  for (const path of paths) {
    const sentences = await openCharts(page, path)
    for (const mode of ["light", "dark"] as const) await checkPictures(page, mode)
    for (const sentence of sentences) await checkWords(page, sentence)
  }
  expect(problems).toEqual([])
  expect([...met].sort()).toEqual([...new Set(KINDS)].sort())
})
