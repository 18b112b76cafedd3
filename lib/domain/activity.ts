export const ACTIVITY_KINDS = ["launch", "cancel", "label", "price", "budget"] as const

export type ActivityKind = (typeof ACTIVITY_KINDS)[number]

/** What the log holds, with its kind and how a sentence about it goes on: somebody `words` something. */
export const ACTIVITIES = {
  "pipeline.start": { kind: "launch", words: "started the distillation" },
  "pipeline.retry": { kind: "launch", words: "retried the distillation" },
  "pipeline.cancel": { kind: "cancel", words: "cancelled the distillation" },
  "evaluation.start": { kind: "launch", words: "started the evaluation" },
  "evaluation.resume": { kind: "launch", words: "resumed the evaluation" },
  "evaluation.pause": { kind: "cancel", words: "paused the evaluation" },
  "evaluation.cancel": { kind: "cancel", words: "cancelled the evaluation" },
  "judge.start": { kind: "launch", words: "let judge" },
  "judge.resume": { kind: "launch", words: "resumed the judge" },
  "judge.cancel": { kind: "cancel", words: "cancelled the judge" },
  "training.pause": { kind: "cancel", words: "paused the training of" },
  "training.resume": { kind: "launch", words: "resumed the training of" },
  "endpoint.stop": { kind: "cancel", words: "stopped the endpoint of" },
  "label.set": { kind: "label", words: "labelled" },
  "price.create": { kind: "price", words: "entered a price of" },
  "price.delete": { kind: "price", words: "removed a price of" },
  "spending.update": { kind: "budget", words: "changed" },
} as const satisfies Record<string, { kind: ActivityKind; words: string }>

export type ActivityName = keyof typeof ACTIVITIES

export const ACTIVITY_NAMES = Object.keys(ACTIVITIES) as ActivityName[]

export function activitiesOf(kinds: readonly ActivityKind[]): ActivityName[] {
  return ACTIVITY_NAMES.filter((name) => kinds.includes(ACTIVITIES[name].kind))
}
