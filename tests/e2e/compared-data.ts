import { type CallOptions, call } from "@/lib/api-client/call"
import { createEpisodes } from "@/lib/contracts/episodes"
import { createExperiment } from "@/lib/contracts/experiments"
import { createRun, type RunRole } from "@/lib/contracts/runs"
import { createRandom } from "@/lib/domain/random"

interface ComparedModel {
  name: string
  role: RunRole
  successRate: number
  costUsd: number | null
  callMs: number
}

const MODELS: readonly ComparedModel[] = [
  { name: "gpt-4.1", role: "teacher", successRate: 0.7, costUsd: 0.0486, callMs: 2600 },
  { name: "gpt-4.1-mini retail-412", role: "student", successRate: 0.67, costUsd: 0.0094, callMs: 1500 },
  { name: "gpt-4.1-nano retail-412", role: "student", successRate: 0.62, costUsd: 0.0021, callMs: 1100 },
  { name: "qwen3-8b retail-412", role: "student", successRate: 0.58, costUsd: 0.0016, callMs: 800 },
  { name: "gpt-4.1-nano", role: "baseline", successRate: 0.28, costUsd: 0.0024, callMs: 1150 },
]

const TASKS = 40
const TRIALS = 4
const FAMILIES = ["exchange", "return", "cancel"]

/** A teacher, three students and a baseline on the same tasks, with costs, tokens and calls that took their time. */
export async function makeComparison(
  options: CallOptions & { baseUrl: string; headers: Record<string, string> },
  overrides: Partial<ComparedModel> = {},
): Promise<{ experimentId: string; runIds: string[] }> {
  const name = `Retail desk ${Date.now()}`
  const { id: experimentId } = await call(createExperiment, { name, successRule: null }, options)
  const runIds: string[] = []
  for (const [index, entry] of MODELS.entries()) {
    const model = { ...entry, ...overrides, name: entry.name, role: entry.role }
    const run = await call(
      createRun,
      { experimentId, name: model.name, role: model.role, modelName: `${model.name} ${name}`, config: {} },
      options,
    )
    runIds.push(run.id)
    const path = createEpisodes.path.replace("{experimentId}", experimentId).replace("{runId}", run.id)
    const response = await fetch(options.baseUrl + path, {
      method: "POST",
      headers: { ...options.headers, "content-type": "application/json" },
      body: JSON.stringify(episodesOf(model, index)),
    })
    if (!response.ok) throw new Error(await response.text())
  }
  return { experimentId, runIds }
}

/** Tasks are hard or easy for every model alike, so that differences are paired as they are in life. */
function episodesOf({ successRate, costUsd, callMs }: ComparedModel, seed: number) {
  const random = createRandom(seed + 1)
  return Array.from({ length: TASKS * TRIALS }, (_, at) => {
    const task = at % TASKS
    const hardness = createRandom(1000 + task)() - 0.5
    const success = random() < successRate - hardness * 0.8
    const calls = 2 + Math.floor(random() * 12)
    const spread = () => Math.exp((random() - 0.5) * 1.4)
    const latencies = Array.from({ length: calls }, () => Math.round(callMs * spread()))
    return {
      externalId: `${seed} ${at}`,
      taskKey: `task-${task}`,
      taskTitle: `Order ${task}`,
      taskGroup: FAMILIES[task % FAMILIES.length],
      taskSplit: task % 4 === 0 ? "train" : "test",
      trial: Math.floor(at / TASKS),
      score: success ? 1 : random() * 0.6,
      success,
      stopReason: "completed",
      costUsd: costUsd === null ? null : costUsd * spread(),
      latencyMs: latencies.reduce((sum, ms) => sum + ms, 0),
      messages: latencies.flatMap((ms, call) => [
        { role: "user", content: `Question ${call} of ${at}` },
        {
          role: "assistant",
          content: `Answer ${call} of ${at}`,
          latencyMs: ms,
          firstTokenMs: Math.round(ms * 0.2),
          usage: { inputTokens: 400 + 90 * call, outputTokens: 40, cachedTokens: 0 },
        },
      ]),
    }
  })
}
