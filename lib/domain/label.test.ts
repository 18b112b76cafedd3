import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  currentLabel,
  humanAgreement,
  LABEL_SOURCES,
  type LabelEntry,
  numberToVerdict,
  VERDICTS,
  verdictToNumber,
} from "@/lib/domain/label"

let made = 0

function entry(overrides: Partial<LabelEntry>): LabelEntry {
  made += 1
  return {
    id: String(made).padStart(8, "0"),
    key: "verdict",
    name: "",
    value: "good",
    source: "human",
    authorId: "ann",
    adjudicated: false,
    admitted: true,
    createdAt: "2026-01-01T00:00:00.000Z",
    ...overrides,
  }
}

const anyHistory = fc.uniqueArray(
  fc.record({
    id: fc.uuid({ version: 7 }),
    key: fc.constant("verdict" as const),
    name: fc.constant(""),
    value: fc.option(fc.constantFrom(...VERDICTS), { nil: null, freq: 3 }),
    source: fc.constantFrom(...LABEL_SOURCES),
    authorId: fc.option(fc.constantFrom("ann", "ben", "cy"), { nil: null }),
    adjudicated: fc.boolean(),
    admitted: fc.boolean(),
    createdAt: fc.constantFrom(
      "2026-01-01T00:00:00.000Z",
      "2026-01-02T00:00:00.000Z",
      "2026-01-03T00:00:00.000Z",
    ),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
)

describe("currentLabel", () => {
  it("is null without a label, and of another key", () => {
    expect(currentLabel([], "verdict")).toBeNull()
    expect(currentLabel([entry({ key: "note", value: "hm" })], "verdict")).toBeNull()
  })

  it("prefers an adjudicated label to a later human, a human to a later judge, a judge to a later rule", () => {
    const adjudicated = entry({ value: "bad", adjudicated: true })
    const human = entry({ value: "good" })
    const judge = entry({ value: "unsure", source: "judge", authorId: null })
    const rule = entry({ value: "bad", source: "rule", authorId: null })
    expect(currentLabel([adjudicated, human, judge, rule], "verdict")).toBe(adjudicated)
    expect(currentLabel([human, judge, rule], "verdict")).toBe(human)
    expect(currentLabel([judge, rule], "verdict")).toBe(judge)
  })

  it("never takes a judge that is not admitted, whatever else there is", () => {
    const rule = entry({ value: "bad", source: "rule", authorId: null })
    const judge = entry({ value: "good", source: "judge", authorId: "run", admitted: false })
    expect(currentLabel([judge], "verdict")).toBeNull()
    expect(currentLabel([judge, rule], "verdict")).toBe(rule)
    expect(currentLabel([{ ...judge, admitted: true }, rule], "verdict")).toMatchObject({ value: "good" })
  })

  it("falls back to another author when one takes theirs back", () => {
    const ben = entry({ authorId: "ben", value: "bad" })
    const history = [ben, entry({ value: "good" }), entry({ value: null })]
    expect(currentLabel(history, "verdict")).toBe(ben)
  })

  it("does not depend on the order of the history", () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (history, noise) => {
          const shuffled = history
            .map((item) => ({ item, at: noise.next().value }))
            .sort((left, right) => left.at - right.at)
            .map(({ item }) => item)
          expect(currentLabel(shuffled, "verdict")).toBe(currentLabel(history, "verdict"))
        },
      ),
    )
  })

  it("is never a taken-back value and never of a lower rank than a standing one", () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const current = currentLabel(history, "verdict")
        if (current) {
          expect(current.value).not.toBeNull()
          expect(history).toContain(current)
          expect(current.admitted).toBe(true)
        } else {
          const counted = history.filter(({ admitted }) => admitted)
          for (const { source, authorId, adjudicated } of counted.filter(({ value }) => value !== null)) {
            const same = counted.filter(
              (other) =>
                other.source === source && other.authorId === authorId && other.adjudicated === adjudicated,
            )
            expect(same.some(({ value }) => value === null)).toBe(true)
          }
        }
      }),
    )
  })

  it("follows an author's own newest word", () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(...VERDICTS), (history, value) => {
        const newest = entry({ value, adjudicated: true, createdAt: "2026-02-01T00:00:00.000Z" })
        expect(currentLabel([...history, newest], "verdict")).toBe(newest)
      }),
    )
  })
})

describe("verdict numbers", () => {
  it("go there and back", () => {
    for (const verdict of VERDICTS) expect(numberToVerdict(verdictToNumber(verdict))).toBe(verdict)
    expect(VERDICTS.map(verdictToNumber)).toEqual([-1, 0, 1])
  })
})

describe("humanAgreement", () => {
  it("is the share of people who give the most frequent verdict, not counting what was taken back", () => {
    const said = [
      entry({ authorId: "ann", value: "good" }),
      entry({ authorId: "ben", value: "bad" }),
      entry({ authorId: "cy", value: "good" }),
      entry({ authorId: "dee", value: "bad", createdAt: "2026-01-01T00:00:00.000Z" }),
      entry({ authorId: "dee", value: null, createdAt: "2026-01-02T00:00:00.000Z" }),
      entry({ authorId: null, value: "bad", source: "judge" }),
    ]
    expect(humanAgreement(said)).toEqual({ people: 3, agreement: 2 / 3 })
    expect(humanAgreement(said.slice(3))).toEqual({ people: 0, agreement: null })
  })

  it("is whole once somebody adjudicated", () => {
    const said = [
      entry({ value: "good" }),
      entry({ authorId: "ben", value: "bad" }),
      entry({ authorId: "ben", value: "bad", adjudicated: true }),
    ]
    expect(humanAgreement(said)).toEqual({ people: 2, agreement: 1 })
  })
})
