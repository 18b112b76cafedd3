import { afterAll, beforeAll, expect, it } from "vitest"
import { findViolations } from "@/tests/e2e/axe"
import { importExample } from "@/tests/e2e/example-data"
import { waitUntilLoaded } from "@/tests/e2e/loaded"
import { openSession, type Session } from "@/tests/e2e/session"

let session: Session
let paths: Record<string, string>

beforeAll(async () => {
  session = await openSession()
  paths = await importExample()
  await session.context.addCookies([{ name: "wn-mode", value: "dark", url: paths.origin! }])
})

afterAll(() => session.browser.close())

const PAGES = [
  "experiments",
  "experiment",
  "run",
  "run, priced as",
  "evaluate",
  "episodes",
  "reader",
  "label",
  "curate",
  "datasets",
  "dataset",
  "datasets compared",
  "recipes",
  "compare",
  "compare, priced as",
  "shares",
  "monitors",
  "models",
  "model",
  "import",
  "fine-tunes",
  "settings",
  "corpora",
  "spending",
  "activity",
]

/** In the dark theme, as the server draws it for somebody who chose that. */
async function openPage(path: string, width: number): Promise<void> {
  const { page } = session
  await page.setViewportSize({ width, height: 900 })
  await page.goto(path)
  await page.getByRole("main").waitFor()
  await waitUntilLoaded(page)
  // What scrolls or takes focus is only known once the page's own script has run.
  await page.waitForFunction(() =>
    [...document.querySelectorAll("[role=tablist]")].every((list) => list.querySelector("[tabindex='0']")),
  )
  await page.waitForFunction(() =>
    [...document.querySelectorAll("main section")].every(
      (region) =>
        getComputedStyle(region).overflowX !== "auto" ||
        region.scrollWidth <= region.clientWidth ||
        region.hasAttribute("tabindex"),
    ),
  )
}

/** Looks at a page in both themes; in the second for what the theme changes. */
async function expectAccessible(path: string, width: number): Promise<void> {
  const { page } = session
  await openPage(path, width)
  expect.soft(await findViolations(page, { seriousOnly: true }), "dark").toEqual([])
  await page.evaluate(() => document.documentElement.setAttribute("data-mode", "light"))
  expect.soft(await findViolations(page, { seriousOnly: true, coloursOnly: true }), "light").toEqual([])
}

it.each(PAGES)("%s has no serious accessibility violation and no console error", async (name) => {
  session.problems.length = 0
  await expectAccessible(paths[name]!, 1440)
  expect(session.problems).toEqual([])
})

it.each(PAGES)("%s has none on a phone, and does not scroll sideways", async (name) => {
  await expectAccessible(paths[name]!, 390)
  const { scroll, client } = await session.page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(client)
})
