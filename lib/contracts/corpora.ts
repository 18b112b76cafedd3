import { z } from "zod"
import { emptySchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

/** Passages that multi-hop retrieval searches, with the questions asked about them. */
export const corpusSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** The file it came from. */
  origin: z.string(),
  passageCount: z.number().int(),
  questionCount: z.number().int(),
  createdAt: timestampSchema,
})

export type CorpusRecord = z.infer<typeof corpusSchema>

export const corpusQuestionSchema = z.object({
  key: z.string(),
  question: z.string(),
  answer: z.string(),
  titles: z.array(z.string()),
  split: z.enum(SPLITS),
  group: z.string(),
})

export type CorpusQuestion = z.infer<typeof corpusQuestionSchema>

/** How questions without a split of their own are split; `auto` is by key: 60 % train, 10 % validation, 30 % test. */
const splitChoiceSchema = z.enum(["auto", ...SPLITS]).default("auto")

const corpusPath = z.object({ corpusId: idSchema })

/** What was done with records that needed a decision, one sentence each. */
const notes = z.array(z.string())

export const listCorpora = defineRoute({
  id: "corpora.list",
  method: "GET",
  path: "/api/v1/corpora",
  summary: "List corpora, newest first",
  tag: "Corpora",
  permission: "workspace.read",
  input: pageInput,
  output: pageOf(corpusSchema),
})

export const createCorpus = defineRoute({
  id: "corpora.create",
  method: "POST",
  path: "/api/v1/corpora",
  summary:
    "Upload passages (HotpotQA, 2WikiMultihopQA or plain title and text, as JSON or JSONL) and index them",
  tag: "Corpora",
  permission: "import.write",
  input: z.object({
    name: z.string().trim().min(1, "A name is needed.").max(200),
    fileName: z.string().trim().min(1).max(500),
    /** What becomes of two different texts under one title; equal ones are always taken once. */
    duplicates: z.enum(["refuse", "merge"]).default("refuse"),
    split: splitChoiceSchema,
  }),
  accepts: ["application/octet-stream"],
  output: corpusSchema.extend({ notes }),
  status: 201,
})

export const getCorpus = defineRoute({
  id: "corpora.get",
  method: "GET",
  path: "/api/v1/corpora/{corpusId}",
  summary: "Get a corpus",
  tag: "Corpora",
  permission: "workspace.read",
  input: corpusPath,
  output: corpusSchema,
})

export const deleteCorpus = defineRoute({
  id: "corpora.delete",
  method: "DELETE",
  path: "/api/v1/corpora/{corpusId}",
  summary: "Delete a corpus with its index and questions; episodes played over it stay",
  tag: "Corpora",
  permission: "import.write",
  input: corpusPath,
  output: emptySchema,
})

export const searchCorpus = defineRoute({
  id: "corpora.search",
  method: "GET",
  path: "/api/v1/corpora/{corpusId}/search",
  summary: "Search a corpus by BM25",
  tag: "Corpora",
  permission: "workspace.read",
  input: corpusPath.extend({
    query: z.string().max(2000),
    limit: z.coerce.number().int().min(1).max(50).default(5),
  }),
  output: z.object({
    items: z.array(z.object({ title: z.string(), text: z.string(), score: z.number() })),
  }),
})

export const listCorpusQuestions = defineRoute({
  id: "corpora.listQuestions",
  method: "GET",
  path: "/api/v1/corpora/{corpusId}/questions",
  summary: "List the questions of a corpus",
  tag: "Corpora",
  permission: "workspace.read",
  input: corpusPath,
  output: z.object({ items: z.array(corpusQuestionSchema) }),
})

export const replaceCorpusQuestions = defineRoute({
  id: "corpora.replaceQuestions",
  method: "PUT",
  path: "/api/v1/corpora/{corpusId}/questions",
  summary: "Upload questions (HotpotQA, 2WikiMultihopQA or plain JSONL) in place of those the corpus has",
  tag: "Corpora",
  permission: "import.write",
  input: corpusPath.extend({ split: splitChoiceSchema }),
  accepts: ["application/octet-stream"],
  output: corpusSchema.extend({ notes }),
})
