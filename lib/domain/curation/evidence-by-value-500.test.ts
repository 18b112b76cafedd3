import { describe, it } from "vitest"
import { labelByDraws, makePopulation, SCENARIOS, scoreDraws } from "@/tests/factories/label-draws"
import { expectSound, report } from "@/tests/factories/sound-draws"

const DRAWS = 2000
const LABELS = 500
const TARGET = 0.9

/** Simulation: docs/threshold-evidence.md has its figures. */
describe("evidence from 500 labels drawn by value, each batch by what the ones before said", () => {
  const scenarios = [SCENARIOS.gradual]

  it.each(scenarios)("covers the truth and claims rightly: $name", (scenario) => {
    const population = makePopulation(scenario)
    const scores = scoreDraws(population, DRAWS, TARGET, (random) =>
      labelByDraws(population, LABELS, random, { kind: "value", batch: 125, target: TARGET }),
    )
    report(`${scenario.name}, ${LABELS} labels by value`, scores)
    expectSound(scores)
  })
})
