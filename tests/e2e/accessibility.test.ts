import { AxeBuilder } from "@axe-core/playwright"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { importExample } from "@/tests/e2e/example-data"
import { waitUntilLoaded } from "@/tests/e2e/loaded"
import { openSession, type Session } from "@/tests/e2e/session"

let session: Session
let paths: Record<string, string>

beforeAll(async () => {
  session = await openSession()
  paths = await importExample()
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

async function findViolations(path: string, mode: string, width: number) {
  const { context, page } = session
  const { origin } = new URL(page.url().startsWith("http") ? page.url() : paths.origin!)
  await context.addCookies([{ name: "wn-mode", value: mode, url: origin }])
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
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    .analyze()
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`)
}

describe.each(["light", "dark"])("in the %s theme", (mode) => {
  it.each(PAGES)("%s has no serious accessibility violation and no console error", async (name) => {
    session.problems.length = 0
    expect(await findViolations(paths[name]!, mode, 1440)).toEqual([])
    expect(session.problems).toEqual([])
  })

  it.each(PAGES)("%s does not scroll sideways on a phone", async (name) => {
    expect(await findViolations(paths[name]!, mode, 390)).toEqual([])
    const { scroll, client } = await session.page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      client: document.documentElement.clientWidth,
    }))
    expect(scroll).toBeLessThanOrEqual(client)
  })
})
