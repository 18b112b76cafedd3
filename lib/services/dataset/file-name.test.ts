import fc from "fast-check"
import { expect, test } from "vitest"
import { toFileName } from "@/lib/services/dataset/file-name"

test("keeps what is readable of a name", () => {
  expect(toFileName("Retail, clean (v3)", "train", "jsonl")).toBe("retail-clean-v3-train.jsonl")
})

test("falls back where nothing of a name is left", () => {
  expect(toFileName("数据", "test", "jsonl")).toBe("dataset-test.jsonl")
})

test("makes a safe file name of anything", () => {
  const names = fc.string({ unit: "grapheme", maxLength: 150 })
  fc.assert(
    fc.property(names, (name) => {
      expect(toFileName(name, "train", "jsonl")).toMatch(/^[a-z0-9][a-z0-9-]{0,110}\.jsonl$/)
    }),
  )
})
