import { z } from "zod"

/** Regions are numbered within a band per split, so that counts can change without moving any task. */
export const MAX_REGIONS = 1_800
export const QUESTIONS_PER_REGION = 12

const questionCount = z
  .int()
  .min(0)
  .max(MAX_REGIONS * QUESTIONS_PER_REGION)

export const DEFAULT_ARTICLES = 1_500

const maxSteps = z.int().min(1).max(200).default(20).meta({ title: "Calls per attempt" })

export const generatedConfigSchema = z.object({
  train: questionCount.default(500).meta({ title: "Training questions" }),
  validation: questionCount.default(50).meta({ title: "Validation questions" }),
  test: questionCount.default(200).meta({ title: "Held-out test questions" }),
  articles: z
    .int()
    .min(0)
    .max(30_000)
    .default(DEFAULT_ARTICLES)
    .meta({ title: "Articles at least", description: "Articles nobody asks about fill up the corpus." }),
  seed: z.int().min(0).max(0xffffffff).default(0).meta({ title: "Seed of the fictional world" }),
  maxSteps,
})

export type GeneratedConfig = z.output<typeof generatedConfigSchema>

export const questionSchema = z.object({
  key: z.string().min(1).max(500),
  question: z.string().min(1),
  answer: z.string(),
  /** Titles of the passages that hold the evidence; empty when nobody knows them. */
  titles: z.array(z.string()),
  split: z.enum(["train", "validation", "test"]),
  group: z.string(),
})

export type Question = z.output<typeof questionSchema>

export const storedConfigSchema = z.object({
  corpusId: z.uuid("Choose a corpus.").meta({ title: "Corpus", control: "corpus" }),
  questions: z.array(questionSchema).default([]).meta({
    title: "Questions",
    description: "Those stored with the corpus when left empty.",
    control: "none",
  }),
  maxSteps,
})

export type StoredConfig = z.output<typeof storedConfigSchema>
