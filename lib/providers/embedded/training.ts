import { z } from "zod"
import type { Message } from "@/lib/domain/message"
import type { Objective } from "@/lib/domain/training"

/** Where the weights of the `weighted` objective come from. */
export const WEIGHT_SOURCES = ["static", "online"] as const

/** Defaults are the measured ones: more hidden units or bits gain a point, fewer lose three or four. */
export const hyperSchema = z.object({
  updates: z.int().min(100).max(20_000).default(2500).meta({ title: "Updates" }),
  batchSize: z.int().min(8).max(512).default(64).meta({ title: "Batch size" }),
  learningRate: z.number().min(1e-5).max(0.1).default(3e-3).meta({ title: "Learning rate" }),
  weightDecay: z.number().min(0).max(1).default(0.1).meta({ title: "Weight decay" }),
  hidden: z.int().min(4).max(128).default(32).meta({ title: "Hidden units" }),
  bits: z.int().min(8).max(18).default(15).meta({ title: "Feature bits" }),
  weightSource: z.enum(WEIGHT_SOURCES).default("static").meta({ title: "Importance weights" }),
  clip: z.number().min(1).max(16).default(5).meta({ title: "Weight clip" }),
})

export type Hyper = z.infer<typeof hyperSchema>

export interface TrainingEpisode {
  id: string
  /** Task family; scores are standardised within it. */
  group: string
  score: number | null
  /** As the dataset has it, at least 0; 1 unless given. */
  weight?: number
  messages: Message[]
  /** Places of replies that are not learnt from. */
  masked?: readonly number[]
}

export interface TrainingInput {
  /** What the dataset holds. */
  members: TrainingEpisode[]
  /** Every episode of the runs behind it: the sample of the policy that made the data. Needed by `weighted` only. */
  reference: TrainingEpisode[]
  objective: Objective
  hyper: Hyper
  seed: number
}

/** Counts updates over all fits of a job, so that a bar can be drawn; `loss` is nats per action. */
export interface TrainingProgress {
  stage: string
  update: number
  updates: number
  loss: number
}

/** How evenly loss weights are spread over the examples. */
export interface TrainingWeights {
  /** Kish: (sum w)^2 / sum w^2, in examples. */
  effectiveSampleSize: number
  examples: number
  /** Share of the total weight held by the heaviest 1 % of examples. */
  topPercentShare: number
}
