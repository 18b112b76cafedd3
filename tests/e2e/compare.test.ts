import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest"
import { makeComparison } from "@/tests/e2e/compared-data"
import { localAuthorization, openSession, type Session } from "@/tests/e2e/session"

/** A crowded machine draws late. */
const SOON = { timeout: 10_000 }

let session: Session
let path: string

beforeAll(async () => {
  session = await openSession()
  await session.context.grantPermissions(["clipboard-read", "clipboard-write"])
  const options = { baseUrl: inject("baseUrl"), headers: localAuthorization() }
  path = `/experiments/${(await makeComparison(options)).experimentId}/compare`
})

beforeEach(() => {
  session.problems.length = 0
})

afterAll(() => session.browser.close())

const panelOf = (page: Page, heading: string | RegExp) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: heading }) })

/** Drags a box over the left part of the plane, where the cheap runs stand. */
async function brushCheap(page: Page): Promise<void> {
  const plot = await page.locator("[data-brush] > rect").first().boundingBox()
  if (!plot) throw new Error("the plane has no place on the screen")
  await page.mouse.move(plot.x + 2, plot.y + 2)
  await page.mouse.down()
  await page.mouse.move(plot.x + plot.width * 0.25, plot.y + plot.height * 0.5)
  await page.mouse.move(plot.x + plot.width * 0.4, plot.y + plot.height - 2)
}

describe("the plane", () => {
  it("brushes a box: marks and rows follow before it is let go, the address after", async () => {
    const { page, problems } = session
    await page.goto(path)
    const brushed = panelOf(page, "Figures").locator("tr[data-brushed]")
    await brushCheap(page)
    await expect.poll(() => brushed.count()).toBe(3)
    expect(page.url()).not.toContain("box=")
    await page.mouse.up()
    await expect.poll(() => page.url(), SOON).toContain("box=")
    await page.reload()
    await page.getByText("3 of 5 runs in the box").waitFor()
    await expect.poll(() => brushed.count(), SOON).toBe(3)
    await page.getByRole("button", { name: "Compare these" }).click()
    await expect.poll(() => page.locator("[data-point]").count(), SOON).toBe(3)
    expect(page.url()).not.toContain("box=")
    expect(problems).toEqual([])
  })

  it("writes the saving on arrows, draws the frontier, and slides k", async () => {
    const { page, problems } = session
    await page.goto(path)
    const plane = page.locator("figure[data-chart=cost-quality]")
    await plane
      .getByText(/× cheaper$/)
      .first()
      .waitFor()
    expect(await plane.getByText(/× cheaper$/).count()).toBeLessThanOrEqual(3)
    await plane.locator("[data-frontier] path").waitFor()
    await page.getByRole("tab", { name: "pass^k" }).click()
    await expect.poll(() => plane.getAttribute("aria-label"), SOON).toMatch(/^pass\^4 against/)
    await page.getByRole("slider", { name: "k of pass^k" }).press("ArrowLeft")
    await expect.poll(() => plane.getAttribute("aria-label"), SOON).toMatch(/^pass\^3 against/)
    expect(page.url()).toContain("k=3")
    expect(problems).toEqual([])
  })

  it("takes the plane apart by split and family, and lines students up over time", async () => {
    const { page, problems } = session
    await page.goto(path)
    const view = panelOf(page, /Cost against quality|Successive/).getByRole("combobox", { name: "View" })
    await view.click()
    await page.getByRole("option", { name: "By task family" }).click()
    await page.locator("figure[data-chart=cost-quality-facets]").getByText("exchange").waitFor()
    await view.click()
    await page.getByRole("option", { name: "Over time" }).click()
    const label = page.locator("figure[data-chart=successive]")
    await expect
      .poll(() => label.getAttribute("aria-label"))
      .toContain("cost per success of successive students")
    expect(page.url()).toContain("view=time")
    expect(problems).toEqual([])
  })
})

describe("latency", () => {
  it("is told per episode, per call and to the first token, whole and by steps", async () => {
    const { page, problems } = session
    await page.goto(path)
    const boxes = page.locator("section:has(figure[data-chart=latency-boxes])")
    await boxes.getByRole("tab", { name: "Call" }).click()
    await boxes.getByRole("heading", { name: "Latency per call" }).waitFor()
    await page.getByRole("heading", { name: "Latency per call, distribution" }).waitFor()
    await boxes.getByRole("tab", { name: "First token" }).click()
    await page.getByRole("heading", { name: "Time to first token, distribution" }).waitFor()
    await page.getByRole("heading", { name: "Median latency by number of steps" }).waitFor()
    expect(problems).toEqual([])
  })
})

describe("where it differs", () => {
  it("tallies the first divergence of all pairs, and leads from a task to all attempts at it", async () => {
    const { page, problems } = session
    await page.goto(path)
    const tasks = panelOf(page, "Per task")
    await tasks.scrollIntoViewIfNeeded()
    await panelOf(page, "First divergence by action").locator("figure[data-chart=divergences]").waitFor(SOON)
    const lost = panelOf(page, "Where they part").getByRole("button", { name: /only gpt-4\.1$/ })
    await lost.click()
    await expect.poll(() => page.url(), SOON).toContain("ended=only_first")
    await expect.poll(() => lost.getAttribute("aria-pressed")).toBe("true")
    await tasks
      .getByRole("link", { name: /^Order \d/ })
      .first()
      .click()
    await page.waitForURL(/\/tasks\/\d+/)
    expect(problems).toEqual([])
  })
})

describe("what one takes along", () => {
  it("copies the figures as Markdown and LaTeX, and saves a chart as SVG and CSV", async () => {
    const { page, problems } = session
    await page.goto(path)
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    const menu = panelOf(page, "Figures").getByRole("button", { name: "Copy or download the table" })
    await menu.click()
    await page.getByRole("menuitem", { name: "Copy as Markdown" }).click()
    await expect.poll(copied).toMatch(/^\| Run \| n \| Tasks \| Success \|/)
    await menu.click()
    await page.getByRole("menuitem", { name: "Copy as LaTeX" }).click()
    await expect.poll(copied).toContain("\\toprule")
    const chart = page.locator("section:has(figure[data-chart=cost-quality])")
    for (const [item, start] of [
      ["SVG picture", "<svg"],
      ["CSV numbers", "Model,"],
    ] as const) {
      await chart.getByRole("button", { name: "Download chart" }).click()
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: item }).click(),
      ])
      expect((await readFile(await download.path(), "utf8")).startsWith(start)).toBe(true)
    }
    expect(problems).toEqual([])
  })
})
