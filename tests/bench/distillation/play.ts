import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import type { Policy } from "@/lib/contracts/policy"
import type { Message } from "@/lib/domain/message"
import { createRandom } from "@/lib/domain/random"
import type { Environment } from "@/lib/environments/environment"
import { planAttempts } from "@/lib/services/evaluation/plan-attempts"
import { playAttempt } from "@/lib/services/evaluation/play-attempt"

/** One attempt as training and comparison need it; `score` is the return (0..1), `steps` counts replies. */
export interface Played {
  id: string
  group: string
  messages: Message[]
  success: boolean
  score: number
  steps: number
}

/** Plays a plan as an evaluation does, without a store. */
export async function play(
  environment: Environment,
  policy: Policy,
  plan: EvaluationPlan,
): Promise<Played[]> {
  const episodes: Played[] = []
  for (const { externalId, task, seed } of planAttempts(environment, plan)) {
    const { messages, outcome } = await playAttempt({
      environment,
      policy,
      task,
      seed,
      ports: { now: () => performance.now() },
      temperature: plan.temperature,
      maxSteps: plan.maxSteps ?? environment.maxSteps,
      wallMs: plan.wallMs,
      retry: { attempts: 1, baseDelayMs: 0, random: createRandom(seed), sleep: async () => undefined },
      onCall: () => undefined,
      maySpend: () => true,
    })
    episodes.push({
      id: externalId,
      group: task.group,
      messages: messages.map(({ message }) => message),
      success: outcome.success === true,
      score: outcome.score ?? 0,
      steps: messages.filter(({ message }) => message.role === "assistant").length,
    })
  }
  return episodes
}
