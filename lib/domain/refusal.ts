/** Why a provider would not train, as far as its answer says. `unavailable` and `rate_limited` may pass by themselves. */
export const REFUSALS = [
  "training_not_available",
  "model_not_available",
  "quota",
  "invalid_file",
  "moderation",
  "insufficient_funds",
  "over_budget",
  "expired_key",
  "forbidden",
  "not_found",
  "invalid_request",
  "result_missing",
  "conflict",
  "rate_limited",
  "unavailable",
  "failed",
  "machine_not_ready",
  "machine_failed",
] as const

export type Refusal = (typeof REFUSALS)[number]

export interface RefusalText {
  title: string
  /** What to do next, in one or two sentences. */
  advice: string
}

const TEXTS: Record<Refusal, RefusalText> = {
  training_not_available: {
    title: "This account cannot train here",
    advice:
      "The provider has closed fine-tuning to this account or altogether; asking again will not help. Train the same dataset at another provider.",
  },
  model_not_available: {
    title: "This base model cannot be trained",
    advice:
      "The provider no longer trains it, or not for this account. Choose another base model or provider.",
  },
  quota: {
    title: "A limit of the account is reached",
    advice:
      "Too many jobs at once, too many today, or too much stored. Wait for the others to end or ask the provider for more, then retry; nothing was started.",
  },
  invalid_file: {
    title: "The provider refuses the file",
    advice:
      "Read its reason, mend the rows on the dataset's check page or tighten the recipe, and distill again. A retry sends the same file.",
  },
  moderation: {
    title: "The file was stopped by content moderation",
    advice:
      "Some episodes hold text that the provider does not train on. Leave them out with a text rule, or train at another provider.",
  },
  insufficient_funds: {
    title: "The account has no credit left",
    advice: "Top it up or raise its spending limit at the provider, then retry; nothing was started.",
  },
  over_budget: {
    title: "The workspace's budget does not allow it",
    advice:
      "The provider expects a bill that does not fit into what is left of this month. An administrator can raise the budget under Settings, Spending; then retry. No job was created.",
  },
  expired_key: {
    title: "The key is not accepted",
    advice:
      "It expired, was revoked, or belongs to another address. Enter a new one for the connection under Settings, then retry.",
  },
  forbidden: {
    title: "The key may not do this",
    advice:
      "Give it the right to fine-tune and to manage files at the provider, or use another key, then retry.",
  },
  not_found: {
    title: "The provider does not know the job, file or model",
    advice:
      "It was deleted there, or the connection points at another account. Check the connection, then retry.",
  },
  invalid_request: {
    title: "The provider refuses the request",
    advice: "Its reason names what it does not take: change the training settings and distill again.",
  },
  result_missing: {
    title: "The job ended without a model",
    advice:
      "The provider says that it succeeded but names no model. Ask its support with the request id below, or retry, which trains and is billed again.",
  },
  conflict: {
    title: "Something of that name is in the way",
    advice: "The provider holds a file or job of this name in another state. Retry once it is gone.",
  },
  rate_limited: {
    title: "The provider asked for patience for too long",
    advice: "It limits the rate of requests. Retry later; what was uploaded stays.",
  },
  unavailable: {
    title: "The provider could not be reached for too long",
    advice: "Its status page may say more. A retry looks the job up before it creates one.",
  },
  failed: {
    title: "Training failed at the provider",
    advice: "Its own words are below. A retry creates a new job, which is billed again.",
  },
  machine_not_ready: {
    title: "This machine cannot train yet",
    advice:
      "Install what is named below on the machine that Winnow runs on, then retry; nothing was started.",
  },
  machine_failed: {
    title: "The training script failed",
    advice:
      "Its own words are below. A retry goes on from the last checkpoint; other settings need a new distillation.",
  },
}

export function explainRefusal(refusal: Refusal): RefusalText {
  return TEXTS[refusal]
}

export function toRefusal(word: string | null): Refusal | null {
  return REFUSALS.find((refusal) => refusal === word) ?? null
}

/** Whether waiting alone may help, so that it is asked again before anybody is told. */
export function mayPass(refusal: Refusal): boolean {
  return refusal === "rate_limited" || refusal === "unavailable"
}
