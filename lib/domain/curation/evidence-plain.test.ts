import { describe, expect, it } from "vitest"
import {
  labelByDraws,
  labelPlainly,
  makePopulation,
  SCENARIOS,
  scoreDraws,
} from "@/tests/factories/label-draws"
import { expectSound, report } from "@/tests/factories/sound-draws"

const DRAWS = 2000
const TARGET = 0.9

/** Simulation: docs/threshold-evidence.md has its figures. */
describe("evidence from labels that were not chosen", () => {
  const scenarios = [SCENARIOS.gradual, SCENARIOS.ties, SCENARIOS.dip, SCENARIOS.hopeless]

  it.each(scenarios)("covers the truth and claims rightly: $name", (scenario) => {
    const population = makePopulation(scenario)
    for (const count of [200, 500]) {
      const scores = scoreDraws(population, DRAWS, TARGET, (random) =>
        labelPlainly(population, count, random),
      )
      report(`${scenario.name}, ${count} plain labels`, scores)
      expectSound(scores)
    }
  })

  it("does so for a random draw without repetition", () => {
    const population = makePopulation(SCENARIOS.gradual)
    const scores = scoreDraws(population, DRAWS, TARGET, (random) =>
      labelByDraws(population, 200, random, { kind: "random", batch: 200, target: TARGET }),
    )
    report("gradual, 200 of 2000 drawn at random", scores)
    expectSound(scores)
  })

  it("errs on the safe side where much of a small population is labelled", () => {
    const population = makePopulation(SCENARIOS.small)
    const scores = scoreDraws(population, DRAWS, TARGET, (random) =>
      labelByDraws(population, 200, random, { kind: "random", batch: 200, target: TARGET }),
    )
    report("200 of 460 drawn at random", scores)
    expect(scores.precision).toBeGreaterThan(0.93)
    expect(scores.recall).toBeGreaterThan(0.93)
    expect(scores.claimsHold).toBeGreaterThan(0.935)
  })
})
