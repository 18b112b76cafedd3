import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { EXPORTERS } from "@/lib/exporters/registry"
import { formatTable } from "@/tests/export-readers/format-table"

it("the table in docs/export-formats.md is the registry", () => {
  expect(readFileSync("docs/export-formats.md", "utf8")).toContain(formatTable(EXPORTERS))
})
