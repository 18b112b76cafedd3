import { afterAll, beforeAll, expect, it } from "vitest"
import { importExample } from "@/tests/e2e/example-data"
import { openSession, type Session } from "@/tests/e2e/session"

let session: Session
let paths: Record<string, string>

beforeAll(async () => {
  session = await openSession()
  paths = await importExample()
})

afterAll(() => session.browser.close())

const RULES = [
  { type: "nearDuplicates" },
  { type: "text", text: "the" },
  { type: "balance", count: 2 },
  { type: "agreement", enabled: false },
  { type: "context", window: 100_000 },
  { type: "tags", mode: "none", tags: [] },
  { type: "tasks" },
  { type: "mask" },
  { type: "corrections" },
]

it("edits every rule, compares episodes in the worker on demand, and keeps all of it in the URL", async () => {
  const { page, problems } = session
  problems.length = 0
  await page.goto(`${paths.curate}?rules=${encodeURIComponent(JSON.stringify(RULES))}`)
  const rules = page.getByRole("region", { name: "Rules" })
  for (const name of [
    "Balance",
    "Agreement",
    "Context limit",
    "Tags",
    "Tasks",
    "Text",
    "Mask steps",
    "Corrected steps",
  ]) {
    const rule = rules.getByRole("button", { name, exact: true })
    await rule.click()
    await expect.poll(() => rule.getAttribute("aria-expanded")).toBe("true")
  }
  await rules.getByRole("button", { name: "Near duplicates", exact: true }).click()
  await rules.getByText(/not compared yet/).waitFor()
  await rules.getByRole("button", { name: "Compare them" }).click()
  await rules.getByText(/not compared yet/).waitFor({ state: "detached", timeout: 30_000 })
  await rules.getByText("waits ·").waitFor({ state: "detached" })
  await rules.getByRole("button", { name: "Tasks", exact: true }).click()
  const keys = rules.getByRole("textbox", { name: "Tasks" })
  await keys.fill("no such task\nnor this")
  await keys.blur()
  await expect.poll(() => page.url()).toContain("no such task".replaceAll(" ", "+"))
  await rules.getByText("without no such task, nor this").waitFor()
  await rules.getByRole("button", { name: "Add a rule" }).click()
  await page.getByRole("menuitem", { name: "Best of n" }).click()
  await rules.getByText("1 episode, highest score").waitFor()
  expect(problems).toEqual([])
})
