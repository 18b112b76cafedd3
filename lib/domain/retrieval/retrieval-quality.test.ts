import { readFileSync } from "node:fs"
import { join } from "node:path"
import { stemmer } from "stemmer"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { createMemoryIndex } from "./memory-index"
import type { Passage } from "./passage"

const dataFolder = process.env.WINNOW_TEST_DATA

const rowsSchema = z.array(
  z.object({
    question: z.string(),
    supporting_facts: z.object({ title: z.array(z.string()) }),
    context: z.object({ title: z.array(z.string()), sentences: z.array(z.array(z.string())) }),
  }),
)

const corpusSchema = z.array(z.object({ title: z.string(), text: z.string() }))

function readJson<Content>(name: string, schema: z.ZodType<Content>): Content {
  const path = join(dataFolder ?? "", "multihop-corpora", name)
  return schema.parse(JSON.parse(readFileSync(path, "utf8")))
}

/** Lucene's English stop words, shorter than ours. */
const PLAIN_STOP_WORDS = new Set(
  "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split(
    " ",
  ),
)

/** BM25 from its formula over every passage, without an index: the plainest thing that could be right. */
function createReference(passages: readonly Passage[]) {
  const read = (text: string) =>
    Array.from(
      text
        .normalize("NFKD")
        .replace(/[\u0300-\u036f]/g, "")
        .toLowerCase()
        .matchAll(/[a-z0-9]+/g),
      String,
    )
      .filter((word) => !PLAIN_STOP_WORDS.has(word))
      .map(stemmer)
  const documents = passages.map(({ title, text }) => read(`${title} ${text}`))
  const average = documents.reduce((sum, words) => sum + words.length, 0) / documents.length
  const counts = documents.map((words) => Map.groupBy(words, (word) => word))
  const frequencies = Map.groupBy(
    counts.flatMap((count) => [...count.keys()]),
    (word) => word,
  )
  const score = (index: number, word: string) => {
    const holding = frequencies.get(word)?.length ?? 0
    const tf = counts[index]?.get(word)?.length ?? 0
    const idf = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5))
    const length = documents[index]?.length ?? 0
    return (idf * tf * 1.9) / (tf + 0.9 * (0.6 + (0.4 * length) / average))
  }
  return (query: string, limit: number) => {
    const words = read(query)
    return passages
      .map(({ title }, index) => ({ title, score: words.reduce((sum, word) => sum + score(index, word), 0) }))
      .sort((left, right) => right.score - left.score)
      .slice(0, limit)
  }
}

function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}

describe.skipIf(!dataFolder && !process.env.CI)("on published corpora (needs WINNOW_TEST_DATA)", () => {
  test("finds the gold paragraphs of HotpotQA as often as plain BM25", async () => {
    const rows = readJson("hotpotqa_distractor_100.json", rowsSchema)
    const passages = rows.flatMap(({ context }) =>
      context.title.map((title, index) => ({ title, text: context.sentences[index]?.join("") ?? "" })),
    )
    expect(passages).toHaveLength(1000)
    const index = createMemoryIndex(passages)
    const reference = createReference(passages)
    const recalls = { ours: { 5: 0, 10: 0 }, plain: { 5: 0, 10: 0 } }
    for (const { question, supporting_facts } of rows) {
      const gold = new Set(supporting_facts.title)
      const found = { ours: await index.search(question, 10), plain: reference(question, 10) }
      for (const who of ["ours", "plain"] as const) {
        for (const depth of [5, 10] as const) {
          const hits = found[who].slice(0, depth).filter(({ title }) => gold.has(title)).length
          recalls[who][depth] += hits / gold.size / rows.length
        }
      }
    }
    process.stdout.write(
      `HotpotQA, 100 questions over 1,000 paragraphs: recall at 5 ${recalls.ours[5].toFixed(3)} (plain BM25 ` +
        `${recalls.plain[5].toFixed(3)}), at 10 ${recalls.ours[10].toFixed(3)} (plain BM25 ${recalls.plain[10].toFixed(3)})\n`,
    )
    for (const depth of [5, 10] as const) {
      expect(Math.abs(recalls.ours[depth] - recalls.plain[depth])).toBeLessThanOrEqual(0.01)
    }
    expect(recalls.ours[10]).toBeGreaterThan(0.7)
  })

  test("searches 6,119 passages, every question with an answer", async () => {
    const index = createMemoryIndex(readJson("2wikimultihopqa_corpus.json", corpusSchema))
    // The best of three: what the search takes, not what else the machine does.
    const took: number[] = []
    for (const { question } of readJson("hotpotqa_distractor_100.json", rowsSchema)) {
      let best = Number.POSITIVE_INFINITY
      for (let attempt = 0; attempt < 3; attempt++) {
        const started = performance.now()
        expect(await index.search(question, 5)).not.toHaveLength(0)
        best = Math.min(best, performance.now() - started)
      }
      took.push(best)
    }
    process.stdout.write(
      `Search over 6,119 passages in memory: p95 ${percentile(took, 0.95).toFixed(2)} ms\n`,
    )
  })
})
