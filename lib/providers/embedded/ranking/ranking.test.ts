import { describe, expect, test } from "vitest"
import type { Message } from "@/lib/domain/message"
import { decodeStudent, encodeStudent } from "@/lib/providers/embedded/checkpoint"
import { createNetwork } from "@/lib/providers/embedded/network"
import { createStudentPolicy } from "@/lib/providers/embedded/policy"
import { RankingLearner } from "@/lib/providers/embedded/ranking/learner"
import { buildRankingRows, learnShapes } from "@/lib/providers/embedded/ranking/rows"
import { trainStudent } from "@/lib/providers/embedded/train"
import { hyperSchema, type TrainingEpisode } from "@/lib/providers/embedded/training"
import { readTranscript } from "@/lib/providers/embedded/transcript"

const call = (name: string, args: object): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "a", type: "function", function: { name, arguments: JSON.stringify(args) } }],
})

const result = (content: string): Message => ({ role: "tool", tool_call_id: "a", content })

/** Reads the article that the question names and answers with where its subject was born. */
function episode(number: number): TrainingEpisode {
  const name = `Ada Mor${String.fromCharCode(97 + (number % 26))}${number}`
  const town = `Sul${number}`
  const facts = [`${name} was born in ${town}.`, `${name} works in Vil${number}.`]
  const article = [name, "", ...(number % 2 ? facts : facts.toReversed())].join("\n")
  return {
    id: String(number),
    group: "g",
    score: 1,
    messages: [
      { role: "user", content: `Question: Where was ${name} born?` },
      call("read", { title: name }),
      result(article),
      call("answer", { answer: town }),
      result("Answer received."),
    ],
  }
}

const EPISODES = Array.from({ length: 80 }, (_, number) => episode(number))
const HYPER = hyperSchema.parse({ updates: 150, batchSize: 16, bits: 10, hidden: 8 })

const train = (members: TrainingEpisode[]) =>
  trainStudent({ members, reference: [], objective: "success", hyper: HYPER, seed: 1 })

describe("a ranking student", () => {
  test("learns which tool takes its argument from what kind of text", () => {
    const shapes = learnShapes(EPISODES.map(({ messages }) => readTranscript(messages)))
    expect(shapes).toEqual([
      { tool: "answer", argument: "answer", kinds: ["name"] },
      { tool: "read", argument: "title", kinds: ["name"] },
    ])
  })

  test("answers about things it has never seen, also from a stored checkpoint", async () => {
    const { student, touched, examples, skipped } = train(EPISODES)
    expect({ examples, skipped }).toEqual({ examples: 160, skipped: 0 })
    const stored = encodeStudent(student, { seed: 1, datasetHash: "x", touched })
    const header: unknown = JSON.parse(JSON.stringify(stored.header))
    const policy = createStudentPolicy("student", decodeStudent({ header, bytes: stored.bytes }), () => 0)
    for (const number of [901, 902, 903, 904]) {
      const { messages } = episode(number)
      const input = { tools: [], temperature: 0, seed: 0 }
      const first = await policy.act({ ...input, messages: messages.slice(0, 1) })
      expect(first.message.tool_calls?.[0]?.function.name).toBe("read")
      const last = await policy.act({ ...input, messages: messages.slice(0, 3) })
      expect(last.message.tool_calls?.[0]?.function.arguments).toBe(
        JSON.stringify({ answer: `Sul${number}` }),
      )
      expect(last.logprob).toBeGreaterThan(-1)
    }
  })

  test("is the same again with the same seed", () => {
    expect(train(EPISODES).student).toEqual(train(EPISODES).student)
  })

  test("skips and counts calls that nothing in the transcript says", () => {
    const invented = episode(90)
    invented.messages[3] = call("answer", { answer: "something of its own" })
    expect(train([...EPISODES, invented]).skipped).toBe(1)
  })

  test("is refused where no call can be copied", () => {
    const members = EPISODES.map((given, number) => ({
      ...given,
      messages: [given.messages[0] as Message, call("think", { thought: `thought ${number}` })],
    }))
    expect(() => train(members)).toThrow("none can be copied")
  })

  test("calls nothing where it finds nothing to call", async () => {
    const policy = createStudentPolicy("student", train(EPISODES).student, () => 0)
    const { message } = await policy.act({ messages: [], tools: [], temperature: 1, seed: 0 })
    expect(message).toEqual({ role: "assistant", content: null })
  })
})

test("fewer than 65 different calls are a closed set", () => {
  expect(train(EPISODES.slice(0, 20)).student.kind).toBe("actions")
})

describe("the learner", () => {
  const transcripts = EPISODES.slice(0, 5).map(({ messages }) => readTranscript(messages))
  const rows = buildRankingRows(transcripts, learnShapes(transcripts), 10)

  test("moves the weights against the slope of the loss", () => {
    const network = createNetwork({ bits: 10, hidden: 8, actions: 1 }, 3)
    const before = new RankingLearner(network, rows).forward(1)
    const slope = (table: Float32Array, at: number) => {
      const held = table[at] as number
      table[at] = held + 1e-2
      const higher = new RankingLearner(network, rows).forward(1)
      table[at] = held - 1e-2
      const lower = new RankingLearner(network, rows).forward(1)
      table[at] = held
      return higher - lower
    }
    const bucket = rows.features[rows.candidateStarts[rows.rowStarts[1] ?? 0] ?? 0] ?? 0
    const probes = [
      ...Array.from({ length: 8 }, (_, unit) => ({ table: network.output, at: unit })),
      ...Array.from({ length: 8 }, (_, unit) => ({ table: network.embedding, at: bucket * 8 + unit })),
    ].map((probe) => ({ ...probe, held: probe.table[probe.at] ?? 0, slope: slope(probe.table, probe.at) }))
    const learner = new RankingLearner(network, rows)
    learner.forward(1)
    learner.backward(1, 1)
    learner.step(1, 1e-3, 0)
    for (const { table, at, held, slope } of probes) {
      if (Math.abs(slope) > 1e-4) expect(Math.sign((table[at] ?? 0) - held)).toBe(Math.sign(slope))
    }
    expect(new RankingLearner(network, rows).forward(1)).toBeGreaterThan(before)
  })
})
