import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { SPLITS } from "@/lib/domain/episode"
import { generatedConfigSchema } from "./config"
import { generateCorpus } from "./generate"
import { nameStem, STEM_COUNT } from "./names"
import { multihop, multihopCorpus } from "./plugin"

const generate = (config: object) => generateCorpus(generatedConfigSchema.parse(config))

describe("a generated corpus", () => {
  const { passages, questions } = generate({})

  test("has the questions and at least the articles that were asked for", () => {
    const counts = SPLITS.map((split) => questions.filter((question) => question.split === split).length)
    expect(counts).toEqual([500, 50, 200])
    expect(passages.length).toBeGreaterThanOrEqual(1_500)
  })

  test("has no title, key or question twice", () => {
    const areUnique = (texts: string[]) => new Set(texts).size === texts.length
    expect(areUnique(passages.map(({ title }) => title))).toBe(true)
    expect(areUnique(questions.map(({ key }) => key))).toBe(true)
    expect(areUnique(questions.map(({ question }) => question))).toBe(true)
  })

  test("shares no entity, and so no chain, between splits", () => {
    const bySplit = SPLITS.map(
      (split) =>
        new Set(questions.filter((question) => question.split === split).flatMap(({ titles }) => titles)),
    )
    for (const [index, titles] of bySplit.entries()) {
      for (const other of bySplit.slice(index + 1)) expect(titles.intersection(other).size).toBe(0)
    }
  })

  test("leads from each gold article to the next and to the answer, which the question does not name", () => {
    const texts = new Map(passages.map(({ title, text }) => [title, text]))
    for (const { question, answer, titles } of questions) {
      expect(titles.length).toBeGreaterThanOrEqual(2)
      expect(titles.length).toBeLessThanOrEqual(3)
      expect(question).toContain(titles[0])
      expect(question).not.toContain(answer)
      for (const [hop, next] of [...titles.slice(1), answer].entries()) {
        expect(texts.get(titles[hop] ?? "")).toContain(next)
      }
    }
  })

  test("is half two and half three hops", () => {
    expect(questions.filter(({ group }) => group === "2 hops")).toHaveLength(questions.length / 2)
  })

  test("is the same again, another with another seed, and keeps its tasks when counts change", () => {
    expect(generate({})).toEqual({ passages, questions })
    const other = generate({ seed: 1 })
    expect(other.questions[0]?.question).not.toBe(questions[0]?.question)
    expect(other.questions[0]?.key).not.toBe(questions[0]?.key)
    const fewer = generate({ train: 30, validation: 0, test: 25, articles: 0 }).questions
    expect(questions).toEqual(expect.arrayContaining(fewer))
  })
})

test("names are different for different numbers", () => {
  fc.assert(
    fc.property(fc.nat(STEM_COUNT - 1), fc.nat(STEM_COUNT - 1), fc.nat(0xffffffff), (left, right, seed) => {
      expect(nameStem(left, seed) === nameStem(right, seed)).toBe(left === right)
    }),
  )
})

describe("the environments", () => {
  test("work without a database when the corpus is generated", async () => {
    const environment = await multihop.load(generatedConfigSchema.parse({ train: 12, test: 0, articles: 0 }))
    const [task] = environment.tasks("train")
    if (!task) return expect.unreachable()
    const session = await environment.open(task, { seed: 0, ports: { now: () => 0 } })
    expect(session.messages[1]?.content).toBe(`Question: ${task.title}`)
  })

  test("say what is missing when the corpus is a stored one", async () => {
    const corpusId = "018f0000-0000-7000-8000-000000000000"
    const parse = (questions: object[]) => multihopCorpus.configSchema.parse({ corpusId, questions })
    await expect(multihopCorpus.load(parse([]))).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const question = { key: "a", question: "Why?", answer: "x", titles: [], split: "test", group: "g" }
    const environment = await multihopCorpus.load(parse([question]))
    const [task] = environment.tasks("test")
    if (!task) return expect.unreachable()
    const ports = { now: () => 0 }
    await expect(environment.open(task, { seed: 0, ports })).rejects.toThrow("needs a corpus")
    await expect(environment.open({ ...task, data: {} }, { seed: 0, ports })).rejects.toThrow()
  })
})
