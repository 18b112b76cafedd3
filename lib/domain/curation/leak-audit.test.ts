import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { normaliseTurn } from "./first-turn"
import { type AuditedEpisode, LEAK_SIDES } from "./leak"
import { auditLeaks } from "./leak-audit"

let made = 0

function episode(task: string, side: AuditedEpisode["side"], rest: Partial<AuditedEpisode> = {}) {
  made += 1
  return { episodeId: `e${made}`, task, group: "", side, seed: null, text: null, ...rest }
}

const pairsOf = (audit: ReturnType<typeof auditLeaks>) =>
  Object.fromEntries(
    audit.checks.filter(({ pairs }) => pairs > 0).map(({ kind, level, pairs }) => [kind, [level, pairs]]),
  )

/** Sixty words of its own. */
const essay = (name: string) => Array.from({ length: 60 }, (_, index) => `${name}${index}`).join(" ")

describe("the audit across the line", () => {
  test("passes where the sides have nothing in common", () => {
    const audit = auditLeaks(
      [episode("a", "train", { text: essay("a") }), episode("b", "heldOut", { text: essay("b") })],
      "task",
    )
    expect(audit).toMatchObject({ passed: true, leaking: [], tasks: { train: 1, other: 1, incomparable: 0 } })
    expect(audit.checks.map(({ kind }) => kind)).toEqual([
      "task",
      "firstTurn",
      "nearFirstTurn",
      "seed",
      "group",
    ])
  })

  test("finds the same first turn under another key, and names every training episode that has it", () => {
    const text = normaliseTurn("Cancel order 77, please!")
    const audit = auditLeaks(
      [
        episode("a", "train", { text }),
        episode("a", "train", { text }),
        episode("b", "validation", { text }),
        episode("c", "train", { text: essay("c") }),
      ],
      "task",
    )
    expect(audit.passed).toBe(false)
    expect(pairsOf(audit)).toEqual({ firstTurn: ["problem", 1] })
    expect(audit.leaking).toEqual([0, 1])
    expect(audit.checks[1]?.examples).toMatchObject([
      { train: { task: "a" }, other: { task: "b", side: "validation" }, similarity: 1 },
    ])
  })

  test("finds first turns that are nearly the same", () => {
    const audit = auditLeaks(
      [
        episode("a", "train", { text: essay("x") }),
        episode("b", "heldOut", { text: `${essay("x")} and one more thing` }),
      ],
      "task",
    )
    expect(pairsOf(audit)).toEqual({ nearFirstTurn: ["problem", 1] })
    expect(audit.checks[2]?.examples[0]?.similarity).toBeCloseTo(56 / 60, 2)
  })

  test("takes what half of a family opens with for its template", () => {
    const words = ["red", "green", "blue", "grey"]
    const tasks = words.map((word, index) =>
      episode(word, index % 2 === 0 ? "train" : "heldOut", {
        text: `${essay("rule")} find the ${word} ball`,
      }),
    )
    const audit = auditLeaks(tasks, "task")
    expect(audit.passed).toBe(true)
    const silent = words.map((word, index) =>
      episode(word, index % 2 === 0 ? "train" : "heldOut", { text: essay("rule") }),
    )
    expect(auditLeaks(silent, "task")).toMatchObject({ passed: true, tasks: { incomparable: 4 } })
  })

  test("only notes what is too short to tell tasks apart", () => {
    const audit = auditLeaks(
      [episode("a", "train", { text: "hello" }), episode("b", "test", { text: "hello" })],
      "task",
    )
    expect(audit).toMatchObject({ passed: true, leaking: [] })
    expect(pairsOf(audit)).toEqual({ firstTurn: ["note", 1] })
  })

  test("finds a seed on both sides of one family, unless the seed is a setting of the run", () => {
    const seeded = (seed: string, count: number, group = "goto") =>
      Array.from({ length: count }, (_, index) =>
        episode(`${group}${seed}-${index}`, index === 0 ? "heldOut" : "train", { seed, group }),
      )
    const audit = auditLeaks([...seeded("1", 2), ...seeded("300", 8)], "task")
    expect(pairsOf(audit)).toEqual({ seed: ["problem", 1], group: ["note", 1] })
    const apart = [
      episode("a", "train", { seed: "1", group: "x" }),
      episode("b", "test", { seed: "1", group: "y" }),
    ]
    expect(auditLeaks(apart, "task").passed).toBe(true)
  })

  test("takes a template on both sides for a problem only where it was to stay on one", () => {
    const both = [episode("a", "train", { group: "x" }), episode("b", "test", { group: "x" })]
    expect(pairsOf(auditLeaks(both, "task"))).toEqual({ group: ["note", 1] })
    expect(auditLeaks(both, "task").passed).toBe(true)
    expect(auditLeaks(both, "group").passed).toBe(false)
  })

  const anyEpisode = fc.record({
    episodeId: fc.uuid(),
    task: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    group: fc.constantFrom("", "x"),
    side: fc.constantFrom(...LEAK_SIDES),
    seed: fc.constantFrom(null, "1", "2"),
    text: fc.constantFrom(null, "hello", essay("p"), `${essay("p")} too`, essay("q"), "open the red door"),
  })

  test("counts the same in any order, and passes once the training episodes that leak are gone", () => {
    fc.assert(
      fc.property(fc.array(anyEpisode, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (episodes, order) => {
        const audit = auditLeaks(episodes, "task")
        const keys = episodes.map(() => order.next().value as number)
        const shuffled = episodes
          .map((one, index) => ({ one, key: keys[index] as number }))
          .sort((left, right) => left.key - right.key)
        expect(
          pairsOf(
            auditLeaks(
              shuffled.map(({ one }) => one),
              "task",
            ),
          ),
        ).toEqual(pairsOf(audit))
        expect(audit.leaking.every((index) => episodes[index]?.side === "train")).toBe(true)
        expect(audit.passed).toBe(audit.leaking.length === 0)
        const rest = episodes.filter((_, index) => !audit.leaking.includes(index))
        const left = auditLeaks(rest, "task").checks.filter(({ kind }) => kind === "task" || kind === "seed")
        expect(left.every(({ pairs }) => pairs === 0)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
