import { expect, it } from "vitest"
import { flagTerms, teacherTerms } from "@/lib/domain/teacher-terms"

const termsOf = (provider: string, name: string, baseModel: string | null = null) =>
  teacherTerms({ provider, name, baseModel })

it("names whose terms to read, by provider or by the name of the model", () => {
  expect(termsOf("openai", "teacher")).toContain("OpenAI")
  expect(termsOf("unknown", "gpt-4o")).toContain("OpenAI")
  expect(termsOf("unknown", "gpt-4.1 (2025-04)")).toContain("OpenAI")
  expect(termsOf("openai-compatible", "claude-sonnet-4")).toContain("Anthropic")
  expect(termsOf("unknown", "student", "gemini-2.0-flash")).toContain("Google")
})

it("sends whoever used open weights to their licence", () => {
  expect(termsOf("together", "Qwen/Qwen3-8B")).toContain("licence")
  expect(termsOf("fireworks", "openai/gpt-oss-20b")).toContain("licence")
})

it("says so where nothing applies, where a teacher stands behind, and where nothing is known", () => {
  expect(termsOf("scripted", "planner")).toContain("no provider's terms")
  expect(termsOf("embedded", "student 3")).toContain("its own teacher")
  expect(termsOf("unknown", "model 7")).toContain("not known")
})

it("flags models of vendors with terms, and links them; open weights and our own are not flagged", () => {
  const flag = flagTerms({ provider: "openai", name: "teacher", baseModel: null })
  expect(flag).toMatchObject({ vendor: "OpenAI", url: expect.stringMatching(/^https:/) })
  expect(flagTerms({ provider: "vertex", name: "student", baseModel: "gemini-3.5-flash" })?.vendor).toBe(
    "Google",
  )
  expect(flagTerms({ provider: "together", name: "Qwen/Qwen3-8B", baseModel: null })).toBeNull()
  expect(flagTerms({ provider: "scripted", name: "gpt-4o in name only", baseModel: null })).toBeNull()
})
