import type { Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { importExample } from "@/tests/e2e/example-data"
import { openSession, type Session } from "@/tests/e2e/session"

/** Picks a price in an open combobox and waits until it says so. */
async function choosePrice(page: Page, picker: string, name: string) {
  await page.getByRole("combobox", { name: picker, exact: true }).click()
  await page.getByPlaceholder("Search").fill(name)
  await page.getByRole("option", { name }).first().click()
}

describe("price as", () => {
  let session: Session
  let paths: Record<string, string>

  beforeAll(async () => {
    session = await openSession()
    paths = await importExample()
  })

  beforeEach(() => {
    session.problems.length = 0
  })

  afterAll(() => session.browser.close())

  it("prices a run as another model, says so in the address, and goes back in one click", async () => {
    const { page, problems } = session
    await page.goto(paths.run!)
    const cost = page.locator("section").filter({ has: page.getByRole("heading", { name: "Cost" }) })
    await cost.getByText("Cost reported by the source.").last().waitFor()
    const own = await cost.textContent()

    await choosePrice(page, "Price as", "gpt-4.1")
    await cost.getByText("What-if", { exact: true }).waitFor()
    await expect.poll(() => cost.textContent()).toContain("prices of 2026-09-23, genai-prices 0.1.8")
    await expect.poll(() => cost.textContent()).toContain("estimated from prefix sums")
    expect(page.url()).toContain("priceAs=openai/gpt-4.1")

    await page.reload()
    await cost.getByText("What-if", { exact: true }).waitFor()
    await cost.getByRole("button", { name: "Back to own price" }).click()
    await expect.poll(() => cost.textContent()).toBe(own)
    expect(page.url()).not.toContain("priceAs")
    expect(problems).toEqual([])
  })

  it("says what is wrong with a price that nobody lists, and shows the cost on record", async () => {
    const { page } = session
    await page.goto(`${paths.run}?priceAs=openai/gpt-nowhere`)
    await page.getByText("No listed price is called openai/gpt-nowhere.").waitFor()
    await page.getByText("Cost reported by the source.").last().waitFor()
    await page.getByRole("button", { name: "Back to own price" }).click()
    await page.getByText("No listed price").waitFor({ state: "detached" })
  })

  it("prices a role in the comparison: figures, chart and verdict follow and say so", async () => {
    const { page, problems } = session
    await page.goto(paths.compare!)
    const main = page.getByRole("main")
    await page.getByRole("button", { name: "Price as" }).click()
    await choosePrice(page, "Price Teachers as", "gpt-4.1")
    await expect.poll(() => main.textContent()).toContain("at what-if prices · 95 % intervals")
    await page.keyboard.press("Escape")
    await expect.poll(() => main.textContent()).toMatch(/What-ifdesk-large priced as gpt-4\.1/)
    await page.getByRole("cell", { name: /what-if$/ }).waitFor()
    await page.getByRole("button", { name: "Back to own prices" }).click()
    await expect.poll(() => main.textContent()).not.toContain("What-if")
    expect(problems).toEqual([])
  })
})
