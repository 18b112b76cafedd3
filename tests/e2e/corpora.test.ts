import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { call } from "@/lib/api-client/call"
import { createConnection } from "@/lib/contracts/connections"
import { createModel } from "@/lib/contracts/models"
import { localAuthorization, openSession, type Session } from "@/tests/e2e/session"
import { type OpenAiServer, startOpenAiServer } from "@/tests/protocol/openai-server"

const data = process.env.WINNOW_TEST_DATA
const rows = join(data ?? "", "multihop-corpora/hotpotqa_distractor_100.json")

function file(...records: unknown[]) {
  const text = records.map((record) => JSON.stringify(record)).join("\n")
  return { name: "passages.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) }
}

/** One's own texts and questions, from the file to attempts over them. */
describe.skipIf(!data && !process.env.CI)("corpora (needs WINNOW_TEST_DATA)", () => {
  let session: Session

  let endpoint: OpenAiServer

  beforeAll(async () => {
    session = await openSession()
    endpoint = await startOpenAiServer({
      kind: "reply",
      toolCalls: [{ id: "call_0", name: "answer", arguments: JSON.stringify({ answer: "yes" }) }],
    })
    const options = { baseUrl: inject("baseUrl"), headers: localAuthorization() }
    const { baseUrl } = endpoint
    const connection = { name: "Answerer", baseUrl, secret: "sk-test", allowPrivate: true }
    const { id: connectionId } = await call(createConnection, connection, options)
    const model = { name: "answerer", provider: "openai-compatible", connectionId, config: {} }
    await call(createModel, model, options)
  })

  afterAll(async () => {
    await session.browser.close()
    await endpoint.close()
  })

  it("are uploaded, refused record by record, evaluated over, and deleted", async () => {
    const { page, problems } = session
    const dialog = page.getByRole("dialog")

    await page.goto("/settings?tab=corpora")
    await page.getByText("No corpus yet").waitFor()
    await page.getByRole("button", { name: "Upload a corpus" }).click()
    const bad = file({ title: "Oder", text: "A river." }, { title: "Sul" }, { text: "Nameless." })
    await dialog.locator("input[type=file]").setInputFiles(bad)
    await dialog.getByRole("button", { name: "Upload" }).click()
    await dialog.getByText('Record 2 (line 2) has no text for "Sul"').waitFor()
    await dialog.getByText(/Record 3 \(line 3\) is not a passage/).waitFor()
    problems.length = 0

    await dialog.locator("input[type=file]").setInputFiles(rows)
    await dialog.getByRole("combobox", { name: "Questions without a split" }).click()
    await page.getByRole("option", { name: "All held-out test questions" }).click()
    await dialog.getByRole("button", { name: "Upload" }).click()
    const row = page.getByRole("row").filter({ hasText: "hotpotqa_distractor_100" })
    await expect.poll(() => row.textContent(), { timeout: 20_000 }).toMatch(/1,000[\s\S]*100/)

    await page.goto("/experiments")
    await page.getByRole("button", { name: "Evaluate in a new experiment" }).click()
    await dialog.getByLabel("Name").fill("HotpotQA")
    await dialog.getByRole("button", { name: "Create experiment" }).click()
    await page.waitForURL(/\/experiments\/[0-9a-f-]{36}\/evaluate$/)

    await page.getByRole("combobox", { name: "Model", exact: true }).click()
    await page.getByRole("option", { name: "answerer" }).click()
    await page.getByRole("combobox", { name: "Environment" }).click()
    await page.getByRole("option", { name: "Multi-hop retrieval over your corpus" }).click()
    await page.getByText("Choose a corpus").waitFor()
    expect(await page.getByText("Questions", { exact: true }).count()).toBe(0)
    await page.getByRole("combobox", { name: "Corpus" }).click()
    await page.getByRole("option", { name: /hotpotqa_distractor_100.*1,000 passages, 100 questions/ }).click()
    await page.getByRole("combobox", { name: "Tasks" }).click()
    await page.getByRole("option", { name: "Held-out test tasks" }).click()
    await page.getByLabel("Number of tasks, at most").fill("5")
    await page.getByRole("button", { name: "Start evaluation" }).click()
    await page.getByText(/5 attempts · \d solved/).waitFor({ timeout: 60_000 })

    await page.goto("/settings?tab=corpora")
    await page.getByRole("button", { name: "Change or delete hotpotqa_distractor_100" }).click()
    await page.getByRole("menuitem", { name: "Delete" }).click()
    await dialog.getByText("Lost for good: 1,000 passages").waitFor()
    await dialog.getByRole("button", { name: "Delete corpus" }).click()
    await page.getByText("No corpus yet").waitFor()
    expect(problems).toEqual([])
  })
})
