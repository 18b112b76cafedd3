import { expect, it } from "vitest"
import type { ConnectionRecord } from "@/lib/contracts/connections"
import { type PipelineInputs, pipelineInputsSchema } from "@/lib/contracts/pipelines"
import type { ProviderRecord } from "@/lib/contracts/providers"
import { listTargets, toInputsAt } from "./other-targets"

const trainer = (id: string, kind: "local" | "hosted") =>
  ({
    id,
    title: id,
    kind,
    connectionKinds: kind === "hosted" ? [id] : [],
    objectives: ["success"],
    baseModels: [{ id: `${id}-base`, title: `${id} base` }],
  }) as unknown as ProviderRecord

const connection = (id: string, kind: string) => ({ id, kind, name: id }) as unknown as ConnectionRecord

const inputs: PipelineInputs = {
  ...pipelineInputsSchema.parse({
    teacherRunId: "0199a000-0000-7000-8000-000000000001",
    rules: [{ type: "success" }],
    environment: { id: "babyai" },
    config: { epochs: 2 },
  }),
  provider: "openai",
  connectionId: "a",
  baseModel: "openai-base",
}

it("offers every other account and this machine, with the same run, rules and seeds", () => {
  const trainers = [trainer("embedded", "local"), trainer("openai", "hosted"), trainer("together", "hosted")]
  const connections = [connection("a", "openai"), connection("b", "openai"), connection("c", "together")]
  const targets = listTargets(trainers, connections, inputs)
  expect(targets.map(({ provider, connectionId }) => [provider, connectionId])).toEqual([
    ["embedded", null],
    ["openai", "b"],
    ["together", "c"],
  ])
  const [local, , together] = targets.map((target) => toInputsAt(inputs, target))
  expect(local).not.toHaveProperty("connectionId")
  expect(together).toEqual({
    ...inputs,
    provider: "together",
    connectionId: "c",
    baseModel: "together-base",
    config: {},
  })
  expect(listTargets(trainers, connections, { ...inputs, objective: "weighted" })).toEqual([])
})
