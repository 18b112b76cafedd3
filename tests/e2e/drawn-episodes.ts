import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { inject } from "vitest"
import { call } from "@/lib/api-client/call"
import { createEpisodes, listEpisodes } from "@/lib/contracts/episodes"
import { createExperiment } from "@/lib/contracts/experiments"
import type { Policy } from "@/lib/contracts/policy"
import { createRun } from "@/lib/contracts/runs"
import type { Message } from "@/lib/domain/message"
import { deriveSeed } from "@/lib/domain/random"
import { babyAi } from "@/lib/environments/babyai/plugin"
import type { Environment, TaskSpec } from "@/lib/environments/environment"
import { multihop } from "@/lib/environments/multihop/plugin"
import { planner } from "@/lib/policies/planner"
import { researcher } from "@/lib/policies/researcher"
import { localAuthorization } from "@/tests/e2e/session"

interface Episode {
  taskKey: string
  taskData?: Record<string, unknown>
  messages: unknown[]
}

/** Plays a task as the runner does, with the reward beside each reply. */
async function play(environment: Environment, task: TaskSpec, policy: Policy): Promise<Episode> {
  const session = await environment.open(task, { seed: 0, ports: { now: () => 0 } })
  const chat: Message[] = [...session.messages]
  const messages: unknown[] = [...session.messages]
  for (let step = 0; ; step++) {
    const seed = deriveSeed(0, `step ${step}`)
    const { message } = await policy.act({
      messages: [...chat],
      tools: environment.tools,
      temperature: 1,
      seed,
    })
    const answer = await session.step(message)
    chat.push(message, ...answer.messages)
    messages.push({ ...message, ...(answer.reward ? { reward: answer.reward } : {}) }, ...answer.messages)
    if (answer.done) return { taskKey: task.key, taskData: task.data, messages }
  }
}

/** A locked door to be opened: keys, doors, walls and hands. */
export async function playBabyAi(): Promise<Episode> {
  const environment = await babyAi.load(babyAi.configSchema.parse({ levels: ["open"] }))
  const policy = planner.create(planner.configSchema.parse({ preset: "perfect" }))
  for (const task of environment.tasks("test")) {
    const episode = await play(environment, task, policy)
    if (/a locked \w+ door/.test(JSON.stringify(episode.messages.slice(1)))) return episode
  }
  throw new Error("No task has a locked door.")
}

export async function playMultihop(): Promise<Episode> {
  const environment = await multihop.load(multihop.configSchema.parse({ articles: 0, test: 5 }))
  const policy = researcher.create(researcher.configSchema.parse({ preset: "perfect" }))
  const [task] = environment.tasks("test")
  return play(environment, task!, policy)
}

/** One recorded episode of tau-bench, by its position in the file. */
export function readTauBench(data: string, file: string, index: number): Episode {
  const { traj } = JSON.parse(readFileSync(join(data, file), "utf8"))[index]
  return { taskKey: `${index}`, messages: traj }
}

/** A recorded ReAct transcript that searches before it answers. */
export function readFireact(data: string): Episode {
  const folder = join(data, "hotpotqa-react")
  const file = readdirSync(folder).find((name) => name.includes("gpt-3.5"))!
  const episodes: Record<string, { traj: unknown[]; gt: string }> = JSON.parse(
    readFileSync(join(folder, file), "utf8"),
  )
  const [key, { traj, gt }] = Object.entries(episodes).find(([, episode]) => episode.traj.length >= 7)!
  return { taskKey: key, taskData: { answer: gt }, messages: traj }
}

/** Sends episodes, trials of one run, to an experiment of their own, and answers the address of the reader of one. */
export async function importEpisode(
  name: string,
  environment: string | null,
  ...episodes: Episode[]
): Promise<string> {
  const options = { baseUrl: inject("baseUrl"), headers: localAuthorization() }
  const { id: experimentId } = await call(
    createExperiment,
    { name: `${name} ${Date.now()}`, environment },
    options,
  )
  const run = await call(
    createRun,
    { experimentId, name: "teacher", role: "teacher", modelName: `teacher ${name}`, config: {} },
    options,
  )
  const path = createEpisodes.path.replace("{experimentId}", experimentId).replace("{runId}", run.id)
  const response = await fetch(options.baseUrl + path, {
    method: "POST",
    headers: { ...options.headers, "content-type": "application/json" },
    body: JSON.stringify(
      episodes.map(({ taskKey, taskData, messages }, trial) => ({
        externalId: `${trial}`,
        trial,
        taskKey,
        taskData,
        score: 1,
        stopReason: "completed",
        messages,
      })),
    ),
  })
  if (!response.ok) throw new Error(await response.text())
  const { items } = await call(listEpisodes, { experimentId, limit: 1 }, options)
  return `/experiments/${experimentId}/episodes/${items[0]!.id}`
}
