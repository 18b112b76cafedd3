import { expect, test } from "vitest"
import { safeNextPath } from "@/lib/auth/next-path"

test.each(["/experiments", "/experiments/1?sort=-score", "/label#3"])("keeps our own path %s", (path) => {
  expect(safeNextPath(path)).toBe(path)
})

test.each([
  "https://attacker.example",
  "//attacker.example",
  "/\\attacker.example",
  "/\t/attacker.example",
  "javascript:alert(1)",
  "",
  undefined,
  ["/a", "/b"],
])("turns %j into the start page", (raw) => {
  expect(safeNextPath(raw)).toBe("/")
})
