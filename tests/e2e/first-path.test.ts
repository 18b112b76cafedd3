import { execFile } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { openSession, type Session } from "@/tests/e2e/session"
import { readOpenaiChat } from "@/tests/export-readers/chat-lines"

const data = process.env.WINNOW_TEST_DATA
const results = join(data ?? "", "tau-bench-airline/gpt-4o-airline.json")
const tools = join(data ?? "", "tau-bench-env/airline/tools.json")

const retail = join(data ?? "", "tau-bench-retail")
const runWinnow = promisify(execFile)

/** From a results file to a validated fine-tuning file, by hand in a browser. */
describe.skipIf(!data && !process.env.CI)("the whole path", () => {
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
    await page.getByRole("link", { name: "Open the run" }).waitFor({ timeout: 90_000 })

    await page.goto("/experiments")
    await page.getByRole("link", { name: "tau-bench airline" }).first().click()
    await page.waitForURL(/\/experiments\/[0-9a-f-]{36}$/)
    const experiment = new URL(page.url()).pathname
    const row = page.getByRole("row").filter({ hasText: "gpt-4o" }).first()
    await expect.poll(() => row.textContent()).toMatch(/200[\s\S]*42\.0/)

    await page.goto(`${experiment}/episodes?success=success`)
    await page.getByText("84 of 200 episodes").first().waitFor()
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
    await expect.poll(() => page.getByRole("main").textContent()).toContain("84 kept")
    await page.getByRole("button", { name: "Create dataset" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Create dataset" }).click()
    await page.waitForURL(/\/datasets\/[0-9a-f-]{36}/)

    const lines: string[] = []
    for (const split of ["train", "validation"]) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: `Download ${split}` }).click(),
      ])
      lines.push(
        ...readFileSync(await download.path(), "utf8")
          .trim()
          .split("\n"),
      )
    }
    expect(lines).toHaveLength(84)
    for (const line of lines) {
      const { messages, tools: given } = JSON.parse(line)
      expect(messages.at(-1).role).toBe("assistant")
      expect(given).toHaveLength(14)
      expect(readOpenaiChat(JSON.parse(line)).tools).toHaveLength(14)
    }

    for (const file of readdirSync(retail).filter((name) => name.endsWith(".json"))) {
      const model = file.split("-none-")[0]!
      const args = ["import", join(retail, file), "--experiment", "tau-bench retail", "--model", model]
      const { stdout } = await runWinnow("bin/winnow", args, {
        env: { ...process.env, WINNOW_HOME: inject("home") },
      })
      expect(stdout).toContain("100 imported")
    }
    await page.goto("/experiments")
    await page.getByRole("link", { name: "tau-bench retail" }).first().click()
    await page.waitForURL(/\/experiments\/[0-9a-f-]{36}$/)
    await page.goto(`${new URL(page.url()).pathname}/compare`)
    for (const rate of ["73.0", "70.0", "49.0"]) {
      await expect.poll(() => page.getByRole("main").textContent()).toContain(rate)
    }
    expect(problems).toEqual([])
  })
})
