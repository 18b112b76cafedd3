import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { actionTokens } from "@/lib/domain/curation/action-tokens"
import { jaccard, shingleBag } from "@/lib/domain/curation/min-hash"
import { NEAR, NearDuplicates } from "@/lib/domain/curation/near-duplicates"
import type { Message } from "@/lib/domain/message"

const call = (name: string, args: string): Message => ({
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c", type: "function", function: { name, arguments: args } }],
})

/** Few words, so that many sequences are nearly alike. */
const anySequence = fc
  .tuple(fc.constantFrom(0, 1, 2), fc.nat(12), fc.constantFrom("x", "y", "z"))
  .map(([base, place, word]) =>
    Array.from({ length: 60 }, (_, index) => (index === place ? word : `${"abcdefg"[index % 7]}${base}`)),
  )

const anyEpisodes = fc.array(
  fc.record({
    task: fc.nat(2),
    tokens: fc.oneof({ weight: 9, arbitrary: anySequence }, fc.constant<string[]>([])),
  }),
  { maxLength: 25 },
)

type Episode = { task: number; tokens: string[] }

/** Connected components by comparing all pairs, by the smallest place. */
function bruteForce(episodes: readonly Episode[], mayJoin: (a: Episode, b: Episode) => boolean): number[] {
  const bags = episodes.map(({ tokens }) => shingleBag(tokens, 5))
  const numbers = episodes.map((_, place) => place)
  for (let changed = true; changed; ) {
    changed = false
    for (const [a, left] of episodes.entries()) {
      for (const [b, right] of episodes.entries()) {
        if (!mayJoin(left, right) || jaccard(bags[a]!, bags[b]!) < NEAR) continue
        if (numbers[b]! <= numbers[a]!) continue
        numbers[b] = numbers[a]!
        changed = true
      }
    }
  }
  return numbers.map((number) => (numbers.filter((other) => other === number).length > 1 ? number : -1))
}

async function groupsOf(episodes: readonly Episode[], compareAll?: number) {
  const near = new NearDuplicates(compareAll)
  for (const { task, tokens } of episodes) near.add(task, tokens)
  const { all, task } = await near.group()
  return { all: [...all], task: [...task] }
}

describe("nearly equal episodes", () => {
  test("are those that comparing all pairs finds", async () => {
    await fc.assert(
      fc.asyncProperty(anyEpisodes, async (episodes) => {
        expect(await groupsOf(episodes)).toEqual({
          all: bruteForce(episodes, () => true),
          task: bruteForce(episodes, (a, b) => a.task === b.task),
        })
      }),
    )
  })

  test("are found by MinHash too where there are many", async () => {
    await fc.assert(
      fc.asyncProperty(anyEpisodes, async (episodes) => {
        expect(await groupsOf(episodes, 0)).toEqual(await groupsOf(episodes))
      }),
      { numRuns: 40 },
    )
  })

  test("are alone when they did nothing", async () => {
    expect((await groupsOf([0, 0].map((task) => ({ task, tokens: [] })))).all).toEqual([-1, -1])
  })
})

describe("the actions of an episode", () => {
  test("are its calls with their arguments in order, numbers and ids alike", () => {
    const episode: Message[] = [
      { role: "user", content: "Cancel #W123." },
      call("cancel", '{"reason": "No longer needed", "order_id": "#W123"}'),
      { role: "assistant", content: "Done." },
    ]
    const words = ["cancel", "order_id=", "#", "reason=", "no", "longer", "needed", ";"]
    expect(actionTokens(episode)).toEqual(words)
    expect(actionTokens([call("cancel", '{"order_id":"#W9","reason":"no longer needed"}')])).toEqual(words)
  })

  test("are the words of its replies where nothing was called", () => {
    expect(actionTokens([{ role: "assistant", content: "Answer: 42!" }])).toEqual(["answer", "#", ";"])
    expect(actionTokens([{ role: "user", content: "Hello" }])).toEqual([])
    expect(actionTokens([call("say", "not json")])).toEqual(["say", "not", "json", ";"])
  })

  test("tell five steps forward from two", async () => {
    const walk = (steps: number) =>
      actionTokens(Array.from({ length: steps }, () => call("act", '{"a":"go"}')))
    expect((await groupsOf([walk(2), walk(20)].map((tokens) => ({ task: 0, tokens })))).all).toEqual([-1, -1])
  })
})
