import { expect, it } from "vitest"
import { z } from "zod"
import { readSchemaFields } from "./schema-fields"

const schema = z.object({
  folder: z.string().min(1).meta({ title: "Folder" }),
  trainPerLevel: z.int().min(0).max(9).default(5).describe("Training tasks"),
  rate: z.number().default(0.5),
  fast: z.boolean().default(true),
  split: z.enum(["seeds", "concept"]).default("seeds"),
  levels: z.array(z.enum(["goto", "open"])).default(["goto"]),
  corpusId: z.uuid().meta({ control: "corpus" }),
  stored: z.array(z.string()).default([]).meta({ control: "none" }),
  questions: z.array(z.object({ key: z.string() })).default([]),
})

function fieldsByKey() {
  const fields = readSchemaFields(z.toJSONSchema(schema, { io: "input" }) as Record<string, unknown>)
  return Object.fromEntries(fields.map((field) => [field.key, field]))
}

it("gives every shape of setting its control, with limits and defaults", () => {
  expect(fieldsByKey()).toMatchObject({
    folder: { kind: "text", title: "Folder", required: true, fallback: null },
    trainPerLevel: {
      kind: "number",
      whole: true,
      min: 0,
      max: 9,
      fallback: 5,
      description: "Training tasks",
    },
    rate: { kind: "number", whole: false, fallback: 0.5, required: false },
    fast: { kind: "flag", fallback: true },
    split: { kind: "choice", options: ["seeds", "concept"], fallback: "seeds" },
    levels: { kind: "choices", options: ["goto", "open"], fallback: ["goto"] },
  })
})

it("names a setting without a title after its key", () => {
  expect(fieldsByKey().trainPerLevel?.title).toBe("Train per level")
})

it("asks for a stored corpus where the plugin says so, and for nothing where it wants nothing", () => {
  const { corpusId, stored } = fieldsByKey()
  expect(corpusId).toMatchObject({ kind: "corpus", title: "Corpus id", required: true })
  expect(stored).toBeUndefined()
})

it("leaves what has no control to JSON text", () => {
  expect(fieldsByKey().questions).toMatchObject({ kind: "json", fallback: [] })
})
