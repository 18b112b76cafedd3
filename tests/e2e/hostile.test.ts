import { readFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, inject, it } from "vitest"
import { importEpisode } from "@/tests/e2e/drawn-episodes"
import { makeHostileEpisode } from "@/tests/e2e/hostile-episode"
import { openSession, type Session } from "@/tests/e2e/session"

let session: Session
let page: Page
let path: string
const foreign: string[] = []

beforeAll(async () => {
  session = await openSession()
  page = session.page
  path = await importEpisode("hostile", null, makeHostileEpisode(), makeHostileEpisode())
  session.context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url())
    const ours =
      origin === new URL(inject("baseUrl")).origin || ["data:", "blob:", "file:"].includes(protocol)
    if (!ours) foreign.push(request.url())
  })
})

afterAll(() => session.browser.close())

/** Nothing ran, nothing was asked of another host, nothing said was made an element, and nothing is wider than the window. */
async function expectInert(root: string) {
  const found = await page.evaluate((selector) => {
    const box = document.querySelector(selector)!
    return {
      attacked: (window as { attacked?: string }).attacked ?? null,
      elements: box.querySelectorAll(
        "script, img, iframe, image, style, link, meta, base, form, a[href^=javascript]",
      ).length,
      styled: getComputedStyle(box).display,
      overrides: ["\u001b", "\u202E", "\u2066", "\u{E0041}"].some((hidden) =>
        box.textContent?.includes(hidden),
      ),
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }
  }, root)
  expect(found).toMatchObject({ attacked: null, elements: 0, overrides: false, wide: false })
  expect(found.styled).not.toBe("none")
  expect(foreign).toEqual([])
}

it("reads a hostile transcript without running it, step by step, with everything open", async () => {
  await page.goto(path)
  await page.getByRole("region", { name: "Transcript" }).getByText("<script>").first().waitFor()
  await page.keyboard.press("s")
  await page.keyboard.press("r")
  const { length } = makeHostileEpisode().messages
  const steps = Array.from({ length: Math.ceil(length / 6) }, (_, index) => index * 6)
  for (const step of [...steps, length - 2]) {
    await page.goto(`${path}?step=${step}`)
    await page.locator("[aria-current=true][class*=border-accent]").first().waitFor()
    await page.keyboard.press("o")
    await page.waitForFunction(() => document.querySelectorAll("[data-from]").length > 0)
    await expectInert("section[aria-label=Transcript]")
  }
  expect(session.problems).toEqual([])
})

it("sets two of them side by side, and finds in them", async () => {
  await page.goto(path)
  await page.keyboard.press("/")
  await page.keyboard.type("<script>")
  await page.keyboard.press("Enter")
  await page.waitForFunction(() => (CSS.highlights.get("find-current")?.size ?? 0) > 0)
  await expectInert("section[aria-label=Transcript]")
  await page.keyboard.press("Escape")
  await page.keyboard.press("c")
  await page.waitForURL("**/with/*")
  await page.getByRole("region", { name: "Both transcripts" }).getByText("<script>").first().waitFor()
  await expectInert("section[aria-label='Both transcripts']")
  expect(session.problems).toEqual([])
})

it("exports it as a page that opens from a disk and stays as inert", async () => {
  await page.goto(path)
  await page.getByRole("button", { name: "Copy", exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download as HTML" }).click(),
  ])
  const file = join(inject("home"), "episode.html")
  await download.saveAs(file)
  const html = readFileSync(file, "utf8")
  expect(html).toContain("default-src 'none'")
  expect(html.match(/<(script|img|iframe|svg|link|base|form|a)\b/gi)).toBeNull()
  expect(html.match(/<meta http-equiv/gi)).toHaveLength(1)
  await session.context.setOffline(true)
  await page.goto(pathToFileURL(file).href)
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true
  })
  await page.getByText("The end.").waitFor()
  await expectInert("main")
  await session.context.setOffline(false)
})
