import type { ChartTable } from "./chart-table"

type Cell = ChartTable["rows"][number][number]

const UNKNOWN = "–"

/**
 * A pipe table of GitHub Flavored Markdown; columns of numbers are aligned right. Text stays text: whatever would start
 * markup, a cell or a line is escaped. Source: GFM specification 0.29, sections 2.4 (escapes) and 4.10 (tables).
 */
export function toMarkdown(table: ChartTable): string {
  const row = (cells: readonly Cell[]) => `| ${cells.map((cell) => markdownCell(cell)).join(" | ")} |`
  const rule = table.columns.map((_, index) => (isNumeric(table, index) ? "---:" : "---"))
  return [row(table.columns), `| ${rule.join(" | ")} |`, ...table.rows.map(row)].join("\n")
}

/** A booktabs table; needs `\usepackage{booktabs}` and UTF-8. Source: the ten special characters of LaTeX2e, Lamport (1994). */
export function toLatex(table: ChartTable): string {
  const row = (cells: readonly Cell[]) => `${cells.map((cell) => latexCell(cell)).join(" & ")} \\\\`
  const columns = table.columns.map((_, index) => (isNumeric(table, index) ? "r" : "l")).join("")
  return [
    `\\begin{tabular}{${columns}}`,
    "\\toprule",
    row(table.columns),
    "\\midrule",
    ...table.rows.map(row),
    "\\bottomrule",
    "\\end{tabular}",
  ].join("\n")
}

/** Right-aligned are columns that hold figures, as numbers or written out: `62.8 % ±4.4`. */
function isNumeric({ rows }: ChartTable, column: number): boolean {
  const known = rows
    .map((row) => row[column])
    .filter((cell) => cell !== null && cell !== undefined && cell !== "–")
  return (
    known.length > 0 &&
    known.every((cell) => typeof cell === "number" || /^[−+-]?\$?[\d.]/.test(cell as string))
  )
}

function markdownCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return UNKNOWN
  if (typeof cell === "number") return String(cell)
  return oneLine(cell)
    .replace(/[\\`*_{}[\]<>!|~&$@]/g, (mark) => `\\${mark}`)
    .replace(/:(?=\/\/)|\.(?<=www\.)/gi, (mark) => `\\${mark}`)
}

const LATEX: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  "±": "$\\pm$",
  "−": "$-$",
  "×": "$\\times$",
  "–": "--",
  "[": "{[}",
  "]": "{]}",
}

function latexCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "--"
  if (typeof cell === "number") return String(cell).replace("-", "$-$")
  return oneLine(cell).replace(/[\\{}$&#%_^~<>|"±−×–[\]]/g, (mark) => LATEX[mark] ?? "")
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: line ends and control characters would end the row
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029\s]+/g, " ").trim()
}
