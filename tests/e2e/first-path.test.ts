import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { getExporter } from "@/lib/exporters/registry"
import { validateLines } from "@/lib/exporters/validate-lines"
import { openSession, type Session } from "@/tests/e2e/session"

const data = process.env.WINNOW_TEST_DATA
const results = join(data ?? "", "tau-bench-airline/gpt-4o-airline.json")
const tools = join(data ?? "", "tau-bench-env/airline/tools.json")

/** From a results file to a validated fine-tuning file, by hand in a browser. */
describe.skipIf(!data)("the whole path", () => {
  let session: Session

  beforeAll(async () => {
    session = await openSession()
  })

  afterAll(() => session.browser.close())

  it("imports, reads, labels, curates, freezes and downloads, and compares", async () => {
    const { page, problems } = session

    await page.goto("/import")
    await page.locator("input[type=file]").first().setInputFiles(results)
    await page.getByLabel("Experiment", { exact: true }).fill("tau-bench airline")
    await page.getByLabel("Model that acted").fill("gpt-4o")
    await page.getByLabel("Tool definitions").setInputFiles(tools)
    await page.getByText("14 tools for all episodes of this run.").waitFor()
    await page.getByRole("button", { name: "Start import" }).click()
    await page.getByText("Put aside").waitFor()

    await page.goto("/experiments")
    await page.getByRole("link", { name: "tau-bench airline" }).first().click()
    await page.waitForURL(/\/experiments\/[0-9a-f-]{36}$/)
    const experiment = new URL(page.url()).pathname
    const row = page.getByRole("row").filter({ hasText: "gpt-4o" }).first()
    await expect.poll(() => row.innerText()).toMatch(/200[\s\S]*42\.0/)

    await page.goto(`${experiment}/episodes?success=success`)
    await page.getByText("84 episodes").first().waitFor()
    await page.getByRole("row").nth(1).getByRole("link").first().click()
    await page.waitForURL(/\/episodes\/[0-9a-f-]{36}/)
    await page.getByRole("button", { name: /^Good/ }).first().waitFor()
    await page.keyboard.press("1")
    await expect
      .poll(() => page.getByRole("button", { name: /^Good/ }).first().getAttribute("aria-pressed"))
      .toBe("true")

    await page.goto(`${experiment}/curate`)
    const slider = page.getByRole("slider").first()
    await slider.focus()
    await slider.press("End")
    await expect.poll(() => page.getByRole("main").innerText()).toMatch(/\b84\b/)
    await page.getByRole("button", { name: "Create dataset" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Create dataset" }).click()
    await page.waitForURL(/\/datasets\/[0-9a-f-]{36}/)

    const exporter = getExporter("openai-chat")!
    const lines: string[] = []
    for (const split of ["train", "validation"]) {
      const download = page.waitForEvent("download")
      await page
        .getByRole("link", { name: new RegExp(`${split}.*jsonl`, "i") })
        .first()
        .click()
      lines.push(
        ...readFileSync(await (await download).path(), "utf8")
          .trim()
          .split("\n"),
      )
    }
    expect(lines).toHaveLength(84)
    for (const line of lines) {
      const { messages, tools: given } = JSON.parse(line)
      expect(messages.at(-1).role).toBe("assistant")
      expect(given).toHaveLength(14)
    }
    expect((await validateLines(exporter, lines)).problems).toEqual([])

    await page.goto(`${experiment}/compare`)
    await page.getByText("gpt-4o").first().waitFor()
    await expect.poll(() => page.getByRole("main").innerText()).toMatch(/42\.0/)
    expect(problems).toEqual([])
  })
})
