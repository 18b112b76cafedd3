import { randomBytes } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { ActOutput, Policy } from "@/lib/contracts/policy"
import { AppError } from "@/lib/domain/errors"
import { answerSchema, type JudgeAnswer, parseAnswer } from "@/lib/domain/judge/answer"
import { fenceText } from "@/lib/domain/judge/fence"
import { judgePrompt } from "@/lib/domain/judge/prompt"
import type { LabelSchema } from "@/lib/domain/label-schema"
import { PolicyError } from "@/lib/domain/policy-error"
import { createRandom } from "@/lib/domain/random"
import { actWithRetry } from "@/lib/services/evaluation/act-with-retry"

const RETRY_ATTEMPTS = 6
const RETRY_BASE_MS = 500

/** A judge as it is asked. */
export interface AskedJudge {
  policy: Policy
  rubric: string
  labels: LabelSchema
  temperature: number
  seed: number
}

export type Judged = { usage: ActOutput["usage"] | null } & (
  | { ok: true; answer: JudgeAnswer }
  | { ok: false; problem: string }
)

/** 64 random bits of each request, which nobody who wrote the record can have known. */
const drawNonce = () => randomBytes(8).toString("hex")

const PROBLEMS: Partial<Record<PolicyError["kind"], string>> = {
  context_limit: "The episode is longer than the model can read",
  refused: "The model refused to answer",
}

function describe({ kind, message }: PolicyError): string {
  const said = PROBLEMS[kind]
  return said ? `${said}: ${message}` : message
}

/** Fences the record anew whenever it is sent, also when it is sent again. */
function fencing({ policy, rubric, labels }: AskedJudge, transcript: string): Policy {
  const ask = () => judgePrompt(rubric, labels, fenceText(transcript, drawNonce))
  return { id: policy.id, act: (input) => policy.act({ ...input, messages: ask() }) }
}

async function act(judge: AskedJudge, transcript: string, signal: AbortSignal): Promise<ActOutput> {
  const { labels, temperature, seed } = judge
  const answerForm = { name: "judgement", schema: answerSchema(labels) }
  return actWithRetry(
    fencing(judge, transcript),
    { messages: [], tools: [], temperature, seed, answerForm, signal },
    {
      attempts: RETRY_ATTEMPTS,
      baseDelayMs: RETRY_BASE_MS,
      random: createRandom(seed),
      sleep: (ms, abort) => sleep(ms, undefined, { signal: abort }),
    },
  )
}

/**
 * One question and its answer. What passes is tried again; what is about this episode is answered as a problem.
 * @throws AppError UNAVAILABLE for what no episode would be spared, such as a key that is refused.
 */
export async function askJudge(
  judge: AskedJudge,
  transcript: string,
  { signal, onCall }: { signal: AbortSignal; onCall: (output: ActOutput) => Promise<void> },
): Promise<Judged> {
  try {
    const output = await act(judge, transcript, signal)
    await onCall(output)
    const { message, usage } = output
    if (message.tool_calls?.length) return { ok: false, problem: "It called a tool; it has none.", usage }
    return { ...parseAnswer(message.content ?? "", judge.labels), usage }
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    if (error.kind === "misconfigured") throw new AppError("UNAVAILABLE", error.message, [], { cause: error })
    return { ok: false, problem: describe(error), usage: null }
  }
}
