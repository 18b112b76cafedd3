import type { Page } from "playwright-core"
import { afterAll, afterEach, beforeAll, expect, it } from "vitest"
import { importEpisode } from "@/tests/e2e/drawn-episodes"
import { openSession, type Session } from "@/tests/e2e/session"

let session: Session
let page: Page
let longPath: string

/** 10,000 steps; a few of them hold what is looked for, one behind a fold. */
function longEpisode() {
  const messages: unknown[] = Array.from({ length: 10_000 }, (_, idx) => ({
    role: idx % 2 === 0 ? "user" : "assistant",
    content: `Step ${idx}: ${"hay ".repeat(30)}`,
  }))
  messages[0] = { role: "system", content: "A needle in the prompt." }
  messages[5_001] = { role: "assistant", content: `${"x ".repeat(3_000)} needle behind the fold` }
  messages[9_001] = { role: "assistant", content: "Needle and needle." }
  return { taskKey: "long", messages }
}

beforeAll(async () => {
  session = await openSession()
  page = session.page
  longPath = await importEpisode("long", null, longEpisode())
})

afterEach(() => {
  expect(session.problems).toEqual([])
})

afterAll(() => session.browser.close())

const highlighted = (name: string) =>
  page.evaluate(
    (key) => [...(CSS.highlights.get(key) ?? [])].map((range) => (range as Range).toString()),
    name,
  )

const currentInView = () =>
  page.evaluate(() => {
    const [range] = (CSS.highlights.get("find-current") ?? []) as Iterable<Range>
    const { top, bottom } = range?.getBoundingClientRect() ?? { top: -1, bottom: -1 }
    return top > 80 && bottom < window.innerHeight
  })

it("finds in 10,000 steps by keyboard, marks the matches and opens what hides them", async () => {
  await page.goto(longPath)
  await page.getByText("Step 1: ").waitFor()
  await page.keyboard.press("/")
  await page.keyboard.type("needle")
  const status = page.getByRole("search").getByRole("status")
  await expect.poll(() => status.textContent()).toBe("4")
  for (const [at, text] of [
    ["1 / 4", "needle"],
    ["2 / 4", "needle"],
    ["3 / 4", "Needle"],
    ["4 / 4", "needle"],
    ["1 / 4", "needle"],
  ]) {
    await page.keyboard.press("Enter")
    await expect.poll(() => status.textContent()).toBe(at)
    await expect.poll(() => highlighted("find-current"), { timeout: 5_000 }).toEqual([text])
    await expect.poll(currentInView).toBe(true)
  }
  await page.keyboard.press("Shift+Enter")
  await expect.poll(() => status.textContent()).toBe("4 / 4")
  await page.getByRole("textbox", { name: "Find in episode" }).fill("behind the fold")
  await page.keyboard.press("Enter")
  await expect.poll(() => status.textContent()).toBe("1 / 1")
  await page.keyboard.press("Escape")
  await expect.poll(() => highlighted("find")).toEqual([])
  await page.getByText("needle behind the fold").waitFor()
})

it("goes where one clicks on the map, and shows there what is in view", async () => {
  await page.goto(longPath)
  await page.getByText("Step 1: ").waitFor()
  const map = page.locator("[data-mini-map]")
  const { x, y, height } = (await map.boundingBox())!
  await page.mouse.click(x + 8, y + height * 0.75)
  await page
    .getByText(/^Step 7[45]\d\d: /)
    .first()
    .waitFor()
  const box = (await map.locator("div").boundingBox())!
  expect((box.y + box.height / 2 - y) / height).toBeCloseTo(0.75, 1)
})

it("sets two attempts at one task side by side, from the reader, and goes to where they part", async () => {
  const call = (id: string, name: string, q: string) => ({
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name, arguments: JSON.stringify({ q }) } }],
  })
  const start = [
    { role: "user", content: "Exchange the keyboard." },
    ...["a", "b", "c", "d", "e"].flatMap((q) => [
      call(q, "look", q),
      { role: "tool", tool_call_id: q, content: `found ${q}` },
    ]),
  ]
  const path = await importEpisode(
    "pair",
    null,
    { taskKey: "t", messages: [...start, call("x", "exchange", "key")] },
    { taskKey: "t", messages: [...start, { role: "assistant", content: "Shall I go ahead?" }] },
  )
  await page.goto(path)
  await page.getByText("Exchange the keyboard.").first().waitFor()
  await page.keyboard.press("c")
  await page.waitForURL("**/with/*")
  const both = page.getByRole("region", { name: "Both transcripts" })
  await both.getByText("5 aligned steps in which both do the same").waitFor()
  await both
    .getByRole("heading", { name: /^First divergence: trial 1 calls exchange, trial 2 answers in words$/ })
    .or(
      both.getByRole("heading", {
        name: /^First divergence: trial 2 answers in words, trial 1 calls exchange$/,
      }),
    )
    .waitFor()
  await page.keyboard.press("d")
  await both.locator("[aria-current]").first().waitFor()
  expect(await both.locator("[aria-current]").count()).toBe(2)
  await both.getByRole("button", { name: /aligned steps/ }).click()
  await both.getByText("found a").first().waitFor()
  await page.keyboard.press("w")
  await both.getByRole("heading", { name: /^First divergence/ }).waitFor()
})
