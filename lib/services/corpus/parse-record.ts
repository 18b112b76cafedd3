import { z } from "zod"
import type { Passage } from "@/lib/domain/retrieval/passage"

/** A question as its file has it; the split and the key may be missing. */
export interface ParsedQuestion {
  id: string | null
  question: string
  answer: string
  titles: string[]
  split: "train" | "validation" | "test" | null
  group: string | null
}

export interface ParsedRecord {
  passages: Passage[]
  question: ParsedQuestion | null
}

/** HotpotQA as published: [[title, [sentences]], ...]; on the Hugging Face hub: {title: [...], sentences | content: [[...]]}. */
const pairsSchema = z.array(z.tuple([z.string(), z.array(z.string())]))
const columnsSchema = z.object({
  title: z.array(z.string()),
  sentences: z.array(z.array(z.string())).optional(),
  content: z.array(z.array(z.string())).optional(),
})
const contextSchema = z.union([pairsSchema, columnsSchema])

const factsSchema = z.union([
  z.array(z.tuple([z.string(), z.number()])),
  z.object({ title: z.array(z.string()) }),
])

const idSchema = z.union([z.string(), z.number()]).optional()

const questionSchema = z.object({
  _id: idSchema,
  id: idSchema,
  question: z.string().trim().min(1),
  answer: z.union([z.string(), z.number(), z.boolean()]).transform(String),
  titles: z.array(z.string()).optional(),
  context: contextSchema.optional(),
  supporting_facts: factsSchema.optional(),
  split: z.enum(["train", "validation", "test"]).optional(),
  type: z.string().optional(),
  group: z.string().optional(),
})

const passageSchema = z.object({
  title: z.string(),
  text: z.string().optional(),
  contents: z.string().optional(),
})

/** A passage or a question with its paragraphs. Null with a reason when it is neither. */
export function parseRecord(value: unknown): ParsedRecord | { problem: string } {
  const isQuestion = typeof value === "object" && value !== null && "question" in value
  if (isQuestion) {
    const parsed = questionSchema.safeParse(value)
    return parsed.success ? readQuestion(parsed.data) : { problem: explain("question", parsed.error) }
  }
  const parsed = passageSchema.safeParse(value)
  if (!parsed.success) return { problem: explain("passage", parsed.error) }
  const { title, text, contents } = parsed.data
  return { passages: [{ title, text: text ?? contents ?? "" }], question: null }
}

function explain(what: string, error: z.ZodError): string {
  const [issue] = error.issues
  const field =
    issue && issue.path.length > 0
      ? `its ${issue.path.join(".")} is missing or of the wrong kind`
      : "it is no object"
  return `not a ${what}: ${field}`
}

function readQuestion(row: z.output<typeof questionSchema>): ParsedRecord {
  const id = row._id ?? row.id
  return {
    passages: row.context ? readContext(row.context) : [],
    question: {
      id: id === undefined ? null : String(id),
      question: row.question,
      answer: row.answer,
      titles: [...new Set(row.titles ?? readTitles(row.supporting_facts))],
      split: row.split ?? null,
      group: row.type ?? row.group ?? null,
    },
  }
}

function readContext(context: z.output<typeof contextSchema>): Passage[] {
  if (Array.isArray(context)) return context.map(([title, sentences]) => toPassage(title, sentences))
  const texts = context.sentences ?? context.content ?? []
  return context.title.map((title, index) => toPassage(title, texts[index] ?? []))
}

/** Sentences of HotpotQA begin with their own space, those of others do not. */
function toPassage(title: string, sentences: readonly string[]): Passage {
  const text = sentences.map((sentence, index) =>
    index > 0 && !sentence.startsWith(" ") ? ` ${sentence}` : sentence,
  )
  return { title, text: text.join("") }
}

function readTitles(facts: z.output<typeof factsSchema> | undefined): string[] {
  if (!facts) return []
  return Array.isArray(facts) ? facts.map(([title]) => title) : facts.title
}
