"use client"

import type { MenuAction } from "@/components/ui/menu"
import { useToast } from "@/components/ui/toast"
import { type ChartTable, toCsv } from "./chart-table"
import { saveFile } from "./download"
import { toLatex, toMarkdown } from "./table-text"

/** Three ways to take figures along; `fileName` without extension. */
export function useTableActions(table: ChartTable, fileName: string): MenuAction[] {
  const toast = useToast()
  const copy = (name: string, text: string) => {
    navigator.clipboard.writeText(text).then(
      () => toast({ title: `Copied as ${name}.` }),
      () => toast({ title: "The browser did not let the table be copied.", tone: "error" }),
    )
  }
  return [
    {
      label: "CSV numbers",
      onSelect: () => saveFile(`${fileName}.csv`, "text/csv;charset=utf-8", toCsv(table)),
    },
    { label: "Copy as Markdown", separated: true, onSelect: () => copy("Markdown", toMarkdown(table)) },
    { label: "Copy as LaTeX", onSelect: () => copy("LaTeX", toLatex(table)) },
  ]
}
