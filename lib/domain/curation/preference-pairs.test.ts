import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { columnsFromRows } from "@/lib/domain/curation/episode-columns"
import { PAIR_JUDGES, type PairPlan } from "@/lib/domain/curation/pair-plan"
import { countPairCandidates, listPairCandidates } from "@/lib/domain/curation/preference-pairs"
import { anyEpisode, anyEpisodes } from "@/tests/factories/curation-arbitraries"

const anyPlan: fc.Arbitrary<PairPlan> = fc.record({
  by: fc.constantFrom(...PAIR_JUDGES),
  minGap: fc.constantFrom(0, 0.2, 0.5),
  maxPerTask: fc.integer({ min: 1, max: 4 }),
})

const keyOf = (task: number) => `task ${task}`

describe("candidates for preference pairs", () => {
  it("set each success against failures of its task, going round before any episode comes again", () => {
    const base = fc.sample(anyEpisode, 1)[0]!
    const attempts = [true, true, false, false, null]
    const columns = columnsFromRows(attempts.map((success) => ({ ...base, taskNo: 0, success })))
    const plan: PairPlan = { by: "success", minGap: 0, maxPerTask: 1 }
    const tasks = listPairCandidates(columns, Uint32Array.of(0, 1), plan, { seed: 1, keyOf })
    const [first, second, third, fourth] = tasks[0]?.candidates ?? []
    expect(tasks[0]?.candidates).toHaveLength(4)
    expect([first?.chosen, second?.chosen].sort()).toEqual([0, 1])
    expect([first?.rejected, second?.rejected].sort()).toEqual([2, 3])
    expect([third?.chosen, fourth?.chosen].sort()).toEqual([0, 1])
    expect(countPairCandidates(tasks, plan)).toEqual({ tasks: 1, atMost: 1 })
  })

  it("are of one task, better against worse, chosen among members, each once, the same for the same seed", () => {
    fc.assert(
      fc.property(anyEpisodes, anyPlan, fc.nat(), (episodes, plan, seed) => {
        const columns = columnsFromRows(episodes)
        const members = Uint32Array.from(episodes.keys()).filter((row) => row % 3 !== 0)
        const tasks = listPairCandidates(columns, members, plan, { seed, keyOf })
        expect(listPairCandidates(columns, members, plan, { seed, keyOf })).toEqual(tasks)
        for (const { task, candidates } of tasks) {
          expect(candidates.length).toBeLessThanOrEqual(4 * plan.maxPerTask)
          expect(new Set(candidates.map(({ chosen, rejected }) => `${chosen} ${rejected}`)).size).toBe(
            candidates.length,
          )
          for (const { chosen, rejected } of candidates) {
            expect([columns.taskNo[chosen], columns.taskNo[rejected]]).toEqual([task, task])
            expect(members.includes(chosen)).toBe(true)
            const [better, worse] = [episodes[chosen]!, episodes[rejected]!]
            if (plan.by === "success") expect([better.success, worse.success]).toEqual([true, false])
            else
              expect(better.score! - worse.score!).toBeGreaterThanOrEqual(Math.max(1e-9, plan.minGap - 1e-9))
          }
        }
      }),
    )
  })

  it("miss no pair of a task while fewer are there than may be tried", () => {
    fc.assert(
      fc.property(anyEpisodes, fc.nat(), (episodes, seed) => {
        const columns = columnsFromRows(episodes)
        const members = Uint32Array.from(episodes.keys())
        const plan: PairPlan = { by: "success", minGap: 0, maxPerTask: 1000 }
        const found = listPairCandidates(columns, members, plan, { seed, keyOf })
        const count = found.reduce((sum, { candidates }) => sum + candidates.length, 0)
        const all = episodes.flatMap((left) =>
          episodes.filter(
            (right) => left.taskNo === right.taskNo && left.success === true && right.success === false,
          ),
        )
        expect(count).toBe(all.length)
      }),
    )
  })
})
