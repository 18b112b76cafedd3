import { expect, test } from "vitest"
import { encodeStudent } from "@/lib/providers/embedded/checkpoint"
import { measureLogRatios } from "@/lib/providers/embedded/log-ratios"
import { createStudentPolicy } from "@/lib/providers/embedded/policy"
import { trainStudent } from "@/lib/providers/embedded/train"
import { hyperSchema, type TrainingEpisode } from "@/lib/providers/embedded/training"

const HYPER = hyperSchema.parse({ updates: 600, batchSize: 16, bits: 8, hidden: 8 })

function episode(number: number, action: "left" | "right", weight?: number): TrainingEpisode {
  const call = { id: "a", type: "function" as const, function: { name: action, arguments: "{}" } }
  return {
    id: `episode ${number}`,
    group: "g",
    score: 1,
    ...(weight === undefined ? {} : { weight }),
    messages: [
      { role: "user", content: "Mission: go to the red ball\nObservation: You see a red ball." },
      { role: "assistant", content: null, tool_calls: [call] },
    ],
  }
}

const actions = (weights: Record<"left" | "right", number | undefined>) =>
  Array.from({ length: 40 }, (_, number) => {
    const action = number % 2 === 0 ? "left" : "right"
    return episode(number, action, weights[action])
  })

const train = (members: TrainingEpisode[]) =>
  trainStudent({ members, reference: [], objective: "success", hyper: HYPER, seed: 1 })

async function chosen(members: TrainingEpisode[]): Promise<string[]> {
  const policy = createStudentPolicy("student", train(members).student, () => 0)
  const messages = episode(0, "left").messages.slice(0, 1)
  const tools = (["left", "right"] as const).map((name) => ({
    type: "function" as const,
    function: { name },
  }))
  const replies = Array.from({ length: 40 }, (_, seed) =>
    policy.act({ messages, tools, temperature: 1, seed }),
  )
  return (await Promise.all(replies)).map(({ message }) => message.tool_calls?.[0]?.function.name ?? "")
}

test("weights of the dataset weigh the loss", async () => {
  const share = async (left: number, right: number) =>
    (await chosen(actions({ left, right }))).filter((name) => name === "right").length / 40
  expect(await share(1, 1)).toBeGreaterThan(0.25)
  expect(await share(1, 1)).toBeLessThan(0.75)
  expect(await share(0.1, 1.9)).toBeGreaterThan(0.85)
  expect(train(actions({ left: 0.5, right: 1.5 })).weights).toEqual({
    // 40^2 / (20 x 0.25 + 20 x 2.25) = 32
    effectiveSampleSize: expect.closeTo(32, 9),
    examples: 40,
    topPercentShare: expect.closeTo(1.5 / 40, 9),
  })
})

test("equal weights train the very same student as none", () => {
  const bytes = (members: TrainingEpisode[]) => {
    const { student, touched, weights } = train(members)
    expect(weights).toBeNull()
    return encodeStudent(student, { seed: 1, datasetHash: "x", touched }).bytes
  }
  expect(bytes(actions({ left: 0.7, right: 0.7 }))).toEqual(
    bytes(actions({ left: undefined, right: undefined })),
  )
})

test("log-ratios say how much likelier kept episodes make a call than all of them do", () => {
  const reference = actions({ left: 1, right: 1 })
  const members = reference.filter((_, number) => number % 2 === 1)
  const ratios = measureLogRatios({ members, reference, seed: 3, hyper: HYPER })
  expect(ratios.map(({ id }) => id)).toEqual(members.map(({ id }) => id))
  expect(ratios.every(({ calls }) => calls === 1)).toBe(true)
  // Always right among the kept, right half of the time among all: log 2.
  const mean = ratios.reduce((sum, { meanLogRatio }) => sum + meanLogRatio, 0) / ratios.length
  expect(mean).toBeGreaterThan(Math.log(1.5))
  expect(mean).toBeLessThan(Math.log(3))
  expect(measureLogRatios({ members, reference, seed: 3, hyper: HYPER })).toEqual(ratios)
})

test("log-ratios need episodes for either half", () => {
  const few = actions({ left: 1, right: 1 }).slice(0, 7)
  expect(() => measureLogRatios({ members: few, reference: few, seed: 3, hyper: HYPER })).toThrow(
    /at least 8/,
  )
})
