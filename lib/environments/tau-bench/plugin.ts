import { z } from "zod"
import { AppError } from "@/lib/domain/errors"
import type { Environment, EnvironmentPlugin, MetricDefinition } from "../environment"
import { DOMAIN_NAMES, DOMAINS } from "./domain"
import { type Benchmark, loadBenchmark } from "./load"
import { TauBenchSession } from "./session"
import { SimulatedUser } from "./simulated-user"
import { requireTaskData } from "./task"

const configSchema = z.object({
  folder: z.string().trim().min(1).meta({
    title: "Folder",
    description: "On the server; holds retail/ and airline/ with the benchmark's JSON.",
  }),
  domain: z.enum(DOMAIN_NAMES).meta({ title: "Domain" }),
  maxSteps: z.int().min(1).max(200).default(30).meta({ title: "Agent turns per attempt" }),
  userTemperature: z.number().min(0).max(2).default(1).meta({ title: "Temperature of the simulated user" }),
})

export type TauBenchConfig = z.infer<typeof configSchema>

const METRICS: MetricDefinition[] = [
  { key: "reward", title: "Reward", unit: "rate", higherIsBetter: true, primary: true },
  { key: "database", title: "Database as wanted", unit: "rate", higherIsBetter: true, primary: false },
  { key: "outputs", title: "Outputs said", unit: "rate", higherIsBetter: true, primary: false },
]

export const tauBench: EnvironmentPlugin<TauBenchConfig> = {
  id: "tau-bench",
  title: "tau-bench",
  description:
    "Customer service with tools, a policy and a simulated user, in a shop or at an airline. Reads the benchmark's data, as JSON, from a folder of yours.",
  configSchema,
  async load(config) {
    return createEnvironment(await loadBenchmark(config.folder, DOMAINS[config.domain]), config)
  },
}

function createEnvironment(benchmark: Benchmark, config: TauBenchConfig): Environment {
  return {
    id: `tau-bench-${config.domain}`,
    tools: benchmark.toolbox.definitions,
    metrics: METRICS,
    maxSteps: config.maxSteps,
    tasks: (split) => benchmark.tasks.filter((task) => task.split === split),
    async open(task, { seed, signal, ports }) {
      if (!ports.user) throw new AppError("INVALID_INPUT", "tau-bench needs a model that plays the user.")
      const data = requireTaskData(task)
      const user = new SimulatedUser({
        policy: ports.user,
        instruction: data.instruction,
        temperature: config.userTemperature,
        seed,
        signal,
      })
      const opening = await user.open()
      if (!opening.text.trim()) throw new AppError("UNAVAILABLE", "The simulated user said nothing.")
      return new TauBenchSession({ benchmark, task: data, user, opening, maxSteps: config.maxSteps })
    },
  }
}
