import { expect, it } from "vitest"
import type { Plugins } from "@/components/distill/runnable"
import { pipelineInputsSchema } from "@/lib/contracts/pipelines"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"
import { type DistillSources, initialForm, nameOf, toInputs } from "./distill-form"

const RUN_ID = "0199a000-0000-7000-8000-000000000001"
const ENVIRONMENT = { id: "babyai", config: { testPerLevel: 20 } }

function makeTrainer(id: string, kind: "local" | "hosted", baseModels: { id: string; retiredAt?: string }[]) {
  const connectionKinds = kind === "hosted" ? [id] : []
  return {
    id,
    title: id,
    kind,
    connectionKinds,
    baseModels,
    configSchema: {},
  } as unknown as Plugins["trainers"][number]
}

const plugins: Plugins = {
  policies: [],
  trainers: [
    makeTrainer("embedded", "local", [{ id: "small" }]),
    makeTrainer("openai", "hosted", [{ id: "large", retiredAt: "2027-01-14" }]),
  ],
}

function makeRun(id: string, provider: string, config: Record<string, unknown>) {
  return {
    id,
    name: `run ${id}`,
    role: "teacher",
    model: { id: "m", name: "planner", provider, baseModel: null, trainedBy: null },
    config,
    statistics: { n: 10 },
  } as unknown as DistillSources["runs"][number]
}

const evaluated = makeRun(RUN_ID, "scripted", { environment: ENVIRONMENT, plan: { concurrency: 8 } })

function makeSources(fields: Partial<DistillSources> = {}): DistillSources {
  return {
    runs: [evaluated],
    plugins,
    connections: [],
    pipelines: [],
    rules: null,
    weighting: NO_WEIGHTING,
    ...fields,
  }
}

it("starts with inputs that can be sent, in the run's own environment", () => {
  const form = initialForm(makeSources(), RUN_ID)
  const inputs = pipelineInputsSchema.parse(toInputs(form, makeSources()))
  expect(inputs).toMatchObject({
    teacherRunId: RUN_ID,
    objective: "success",
    provider: "embedded",
    baseModel: "small",
    environment: ENVIRONMENT,
    evaluation: { split: "test", concurrency: 8 },
  })
  expect(nameOf(form, makeSources())).toBe("student of planner: successes")
})

it("takes a run that can be distilled when none is asked for", () => {
  const imported = makeRun("0199a000-0000-7000-8000-000000000009", "openai", {})
  expect(initialForm(makeSources({ runs: [imported, evaluated] }), null).runId).toBe(RUN_ID)
})

it("compares on the tasks of an earlier pipeline of the run, so that the teacher is not played again", () => {
  const earlier = { inputs: { teacherRunId: RUN_ID, evaluation: { split: "test", seed: 2 } } }
  const pipelines = [earlier] as unknown as DistillSources["pipelines"]
  expect(initialForm(makeSources({ pipelines }), RUN_ID).evaluation).toMatchObject({ seed: 2 })
})

it("begins with the curation lab's recipe and sends it", () => {
  const rules = [{ type: "taskCap" as const, enabled: true, max: 2, tieBreak: ["score" as const] }]
  const form = initialForm(makeSources({ rules }), RUN_ID)
  expect(form.preset).toBe("own")
  expect(toInputs(form, makeSources({ rules }))).toMatchObject({ rules, objective: "success" })
  const weighting = { scheme: "score" as const, metric: "score" }
  expect(toInputs(form, makeSources({ rules, weighting }))).toMatchObject({ rules, weighting })
  expect(toInputs({ ...form, preset: "topHalf" }, makeSources({ rules, weighting }))).not.toHaveProperty(
    "weighting",
  )
})

it("has nothing to send before an environment is chosen", () => {
  const form = initialForm(makeSources(), RUN_ID)
  expect(toInputs({ ...form, environment: null }, makeSources())).toBeNull()
})

it("sends the account with a hosted provider, and none with this machine", () => {
  const connections = [
    { id: "c1", kind: "together" },
    { id: "c2", kind: "openai" },
  ] as unknown as DistillSources["connections"]
  const sources = makeSources({ connections })
  const hosted = initialForm(sources, RUN_ID, "openai")
  expect(toInputs(hosted, sources)).toMatchObject({
    provider: "openai",
    connectionId: "c2",
    baseModel: "large",
  })
  expect(toInputs(initialForm(sources, RUN_ID), sources)).not.toHaveProperty("connectionId")
})
