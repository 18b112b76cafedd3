import { expect, it } from "vitest"
import { pipelineInputsSchema } from "@/lib/contracts/pipelines"
import { hashInputs } from "@/lib/services/pipeline/parts"
import { withDefaults } from "@/lib/services/pipeline/with-defaults"

const EXPERIMENT = "0199a000-0000-7000-8000-000000000001"

function inputs(config: Record<string, unknown>, environment: Record<string, unknown>) {
  return pipelineInputsSchema.parse({
    teacherRunId: "0199a000-0000-7000-8000-000000000002",
    rules: [{ type: "success" }],
    config,
    environment: { id: "babyai", config: environment },
  })
}

it("takes a setting left at its default and the same one typed for equal inputs", () => {
  const short = inputs({}, {})
  const typed = inputs({ updates: 2500 }, { testPerLevel: 150 })
  expect(hashInputs(EXPERIMENT, typed)).toBe(hashInputs(EXPERIMENT, short))
  expect(hashInputs(EXPERIMENT, inputs({ updates: 2400 }, {}))).not.toBe(hashInputs(EXPERIMENT, short))
})

it("leaves settings that it cannot read as they are", () => {
  const odd = { ...inputs({ updates: "many" }, {}), provider: "elsewhere" }
  expect(withDefaults(odd).config).toEqual({ updates: "many" })
})
