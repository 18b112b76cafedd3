import { expect, test } from "vitest"
import type { Policy } from "@/lib/contracts/policy"
import type { Outcome } from "@/lib/domain/episode"
import type { Message } from "@/lib/domain/message"
import { deriveSeed } from "@/lib/domain/random"
import { wilsonInterval } from "@/lib/domain/stats/wilson"
import type { Environment, TaskSpec } from "@/lib/environments/environment"
import { multihop } from "@/lib/environments/multihop/plugin"
import { createResearcher } from "@/lib/policies/researcher"
import { decodeStudent, encodeStudent } from "@/lib/providers/embedded/checkpoint"
import { createStudentPolicy } from "@/lib/providers/embedded/policy"
import { trainStudent } from "@/lib/providers/embedded/train"
import { hyperSchema, type TrainingEpisode } from "@/lib/providers/embedded/training"

interface Setting {
  environment: Environment
  policy: Policy
  temperature: number
}

async function play({ environment, policy, temperature }: Setting, task: TaskSpec, seed: number) {
  const session = await environment.open(task, { seed, ports: { now: () => 0 } })
  const messages: Message[] = [...session.messages]
  for (let step = 0; ; step++) {
    const callSeed = deriveSeed(seed, `step ${step}`)
    const input = { messages: [...messages], tools: environment.tools, temperature, seed: callSeed }
    const { message } = await policy.act(input)
    const answer = await session.step(message)
    messages.push(message, ...answer.messages)
    if (answer.done) return { messages, outcome: answer.done }
  }
}

async function collect(environment: Environment, policy: Policy): Promise<TrainingEpisode[]> {
  const kept: TrainingEpisode[] = []
  for (const [index, task] of [...environment.tasks("train")].entries()) {
    const { messages, outcome } = await play({ environment, policy, temperature: 1 }, task, index)
    if (outcome.success) kept.push({ id: task.key, group: task.group, score: outcome.score, messages })
  }
  return kept
}

async function evaluate(setting: Setting): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const [index, task] of [...setting.environment.tasks("test")].entries()) {
    outcomes.push((await play(setting, task, index)).outcome)
  }
  return outcomes
}

function report(who: string, outcomes: readonly Outcome[]): number {
  const solved = outcomes.filter(({ success }) => success).length
  const { value, low, high } = wilsonInterval(solved, outcomes.length)
  const percent = (share: number | null) => `${((share ?? 0) * 100).toFixed(1)} %`
  const mean = (key: string) =>
    outcomes.reduce((sum, { metrics }) => sum + (metrics[key] ?? 0), 0) / outcomes.length
  process.stdout.write(
    `${who}: exact match ${percent(value)} [${percent(low)}, ${percent(high)}] of ${outcomes.length}, F1 ` +
      `${mean("f1").toFixed(3)}, gold titles ${mean("titleRecallAt5").toFixed(3)}, ${mean("steps").toFixed(1)} steps\n`,
  )
  return solved / outcomes.length
}

test("a student of curated research answers held-out questions", { timeout: 300_000 }, async () => {
  const environment = await multihop.load(multihop.configSchema.parse({}))
  const teacher = createResearcher("good", 0)
  const members = await collect(environment, teacher)
  const hyper = hyperSchema.parse({ updates: 600 })
  const { student, touched, examples, skipped } = trainStudent({
    members,
    reference: [],
    objective: "success",
    hyper,
    seed: 0,
  })
  process.stdout.write(
    `${members.length} kept episodes of 500, ${examples} calls learnt from, ${skipped} skipped\n`,
  )
  const stored = encodeStudent(student, { seed: 0, datasetHash: "generated", touched })
  const policy = createStudentPolicy("student", decodeStudent(stored), () => 0)
  const teacherRate = report("Teacher", await evaluate({ environment, policy: teacher, temperature: 1 }))
  const sampled = report("Student, sampled", await evaluate({ environment, policy, temperature: 1 }))
  report("Student, greedy", await evaluate({ environment, policy, temperature: 0 }))
  expect(teacherRate).toBeGreaterThan(0.75)
  expect(sampled).toBeGreaterThan(0.4)
})
