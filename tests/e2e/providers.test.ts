import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest"
import { call } from "@/lib/api-client/call"
import { createConnection } from "@/lib/contracts/connections"
import { createEvaluation, evaluationPlanSchema, getEvaluation } from "@/lib/contracts/evaluations"
import { createExperiment } from "@/lib/contracts/experiments"
import { createModel } from "@/lib/contracts/models"
import { updateSpending } from "@/lib/contracts/spending"
import { CONNECTION_KIND_TEXTS } from "@/lib/domain/connection-kind"
import { localAuthorization, openSession, type Session } from "@/tests/e2e/session"
import { OPENAI_ITSELF, PLAYED_PROVIDERS, type PlayedProvider } from "@/tests/factories/played-providers"
import { waitUntil } from "@/tests/integration/distill/wait-until"

/** Minutes of browser time that not every run of all tests can spare; docs/providers.md has the command. */
const isAsked = process.env.WINNOW_E2E_PROVIDERS === "1"

/** Walked through in every run of all tests: it estimates prices, trains and serves by the hour. */
const ALWAYS = "together"

/** Takes no more jobs from the day after. */
const isOpenAiOpen = Date.now() < Date.parse("2027-01-07")

const PROVIDERS = [...PLAYED_PROVIDERS, ...(isOpenAiOpen ? [OPENAI_ITSELF] : [])].filter(
  ({ id }) => isAsked || id === ALWAYS,
)

let session: Session
let experimentId: string
let runId: string

const options = () => ({ baseUrl: inject("baseUrl"), headers: localAuthorization() })

/** A scripted teacher's training run in a small BabyAI, played by the product. */
async function makeTeacherRun(): Promise<void> {
  const experiment = await call(createExperiment, { name: `Providers ${Date.now()}` }, options())
  experimentId = experiment.id
  const model = await call(
    createModel,
    {
      name: `planner ${Date.now()}`,
      provider: "scripted",
      config: { policy: "planner", settings: { preset: "llmlike" } },
    },
    options(),
  )
  const evaluation = await call(
    createEvaluation,
    {
      experimentId,
      runName: "teacher",
      role: "teacher",
      modelId: model.id,
      environment: { id: "babyai", config: { trainPerLevel: 10, testPerLevel: 1 } },
      plan: evaluationPlanSchema.parse({ split: "train", seed: 1, maxSteps: 12 }),
      budgetUsd: null,
    },
    options(),
  )
  runId = evaluation.runId
  const key = { experimentId, evaluationId: evaluation.id }
  await waitUntil(
    async () => ((await call(getEvaluation, key, options())).status === "done" ? true : null),
    AbortSignal.timeout(60_000),
  )
}

function killWorker(): void {
  const { children } = JSON.parse(readFileSync(join(inject("home"), "processes.json"), "utf8"))
  process.kill(children.worker.pid, "SIGKILL")
}

beforeAll(async () => {
  session = await openSession()
  await makeTeacherRun()
})

afterAll(() => session?.browser.close())

/** By hand, as an administrator does it. */
async function connectInBrowser(
  provider: PlayedProvider,
  server: Awaited<ReturnType<PlayedProvider["start"]>>,
) {
  const { page } = session
  await page.goto("/settings?tab=connections")
  await page.getByRole("button", { name: "Connect an endpoint" }).first().click()
  const dialog = page.getByRole("dialog")
  await dialog.getByLabel("What is there").click()
  await page.getByRole("option", { name: CONNECTION_KIND_TEXTS[provider.kind].title, exact: true }).click()
  await dialog.getByLabel("Name").fill(`e2e ${provider.id}`)
  await dialog.getByLabel("Base URL").fill(server.baseUrl)
  for (const { name, title } of CONNECTION_KIND_TEXTS[provider.kind].settings) {
    await dialog.getByLabel(title).fill(provider.settings(server)[name] ?? "")
  }
  await dialog.getByLabel(CONNECTION_KIND_TEXTS[provider.kind].keyLabel).fill(server.key.replace(/\n/g, ""))
  await dialog.getByRole("checkbox", { name: /On our own network/ }).check()
  await dialog.getByRole("button", { name: "Connect" }).click()
  await dialog.waitFor({ state: "hidden" })
}

async function connectByApi(provider: PlayedProvider, server: Awaited<ReturnType<PlayedProvider["start"]>>) {
  const connection = {
    name: `e2e ${provider.id}`,
    kind: provider.kind,
    baseUrl: server.baseUrl,
    secret: server.key,
    settings: provider.settings(server),
    allowPrivate: true,
  }
  await call(createConnection, connection, options())
}

describe("a student trained elsewhere, in the browser", () => {
  afterEach(() => call(updateSpending, { monthlyCapUsd: null, confirmAboveUsd: null }, options()))

  it.each(PROVIDERS)(
    "goes through $id from the click to the verdict, over the death of the worker",
    { timeout: 120_000 },
    async (provider) => {
      const { page, problems } = session
      await using server = await provider.start()
      const { running, succeeded } = provider.words
      server.life = [running, running, running, running, running, succeeded]
      await (provider.id === "fireworks" ? connectInBrowser : connectByApi)(provider, server)

      await page.goto(`/experiments/${experimentId}/distill?run=${runId}&provider=${provider.id}`)
      await page.getByLabel("Name").fill(`student of ${provider.id}`)
      const typed = page.getByLabel("Base model").and(page.locator("input[type=text], input:not([type])"))
      if ((await typed.count()) > 0) await typed.fill(provider.baseModel)
      const button = page.getByRole("button", { name: "Distill this run" })
      await expect.poll(() => button.isEnabled(), { timeout: 30_000 }).toBe(true)
      await page.getByText("In all, about").waitFor()
      await button.click()
      await page.waitForURL(/\/pipelines\/[0-9a-f-]{36}$/)
      await page.getByText(running, { exact: true }).first().waitFor({ timeout: 30_000 })
      killWorker()
      await page
        .getByText(/student/)
        .first()
        .waitFor()
      await page.getByText("Success on held-out tasks").waitFor({ timeout: 90_000 })
      await page.getByText(succeeded, { exact: true }).first().waitFor()

      expect(server.jobs).toHaveLength(1)
      expect(server.count("create")).toBe(1)
      expect(server.violations).toEqual([])
      if (provider.deploys) {
        expect(server.count("deploy")).toBe(1)
        await expect.poll(() => server.count("undeploy"), { timeout: 20_000 }).toBe(1)
      }
      expect(problems).toEqual([])
    },
  )

  it("keeps who launched it in the log of the workspace, and holds launches to its budget", async () => {
    const { page, problems } = session
    await page.goto("/activity?kind=launch")
    await page
      .getByRole("link", { name: `student of ${ALWAYS}` })
      .first()
      .waitFor()
    expect(await page.getByText("started the distillation").count()).toBeGreaterThan(0)
    await call(updateSpending, { monthlyCapUsd: null, confirmAboveUsd: 0.01 }, options())
    await page.goto(`/experiments/${experimentId}/distill?run=${runId}&provider=${ALWAYS}`)
    await page.getByText("Every episode", { exact: true }).click()
    const button = page.getByRole("button", { name: "Distill this run" })
    const agree = page.getByRole("checkbox", { name: /I agree to up to/ })
    await agree.waitFor({ timeout: 30_000 })
    expect(await button.isEnabled()).toBe(false)
    // What was agreed to for one recipe does not stand for a dearer one, whose estimate may still be on its way.
    const agrees = async () => {
      await agree.check()
      return button.isEnabled()
    }
    await expect.poll(agrees, { timeout: 30_000 }).toBe(true)
    await call(updateSpending, { monthlyCapUsd: 0.01, confirmAboveUsd: null }, options())
    await page.reload()
    await page.getByText("Every episode", { exact: true }).click()
    await page.getByText("Over the budget.").waitFor({ timeout: 30_000 })
    expect(await button.isEnabled()).toBe(false)
    expect(problems).toEqual([])
  })

  it.runIf(isAsked)(
    "explains a refusal and takes the same dataset elsewhere with one click",
    {
      timeout: 120_000,
    },
    async () => {
      const { page } = session
      const openai = PLAYED_PROVIDERS[0] as PlayedProvider
      const target = "openai-compatible"
      await using server = await openai.start()
      server.play(
        "create",
        openai.refuse(403, "training_not_available", "Fine-tuning is not available to you."),
      )
      await call(
        createConnection,
        { name: "e2e closed", kind: target, baseUrl: server.baseUrl, secret: server.key, allowPrivate: true },
        options(),
      )
      await page.goto(`/experiments/${experimentId}/distill?run=${runId}&provider=${target}`)
      await page.getByRole("combobox", { name: "Account", exact: true }).click()
      await page.getByRole("option", { name: /e2e closed/ }).click()
      await page.getByLabel("Base model").fill(openai.baseModel)
      const button = page.getByRole("button", { name: "Distill this run" })
      await expect.poll(() => button.isEnabled(), { timeout: 30_000 }).toBe(true)
      await button.click()
      await page.getByText("This account cannot train here").first().waitFor({ timeout: 60_000 })
      await page.getByRole("button", { name: "Same dataset at another provider" }).click()
      await page.getByRole("menuitem", { name: /on this machine/ }).click()
      await page.getByText("Success on held-out tasks").waitFor({ timeout: 60_000 })
      expect(server.jobs).toHaveLength(0)
    },
  )
})
