import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { toLatex, toMarkdown } from "./table-text"

const table = {
  columns: ["Run", "Success", "Cost"],
  rows: [
    ["gpt-4.1 | *bold*", "62.8 % ±4.4", 0.0021],
    ["50% off_$", "–", null],
  ],
}

/** Text as people and hostile importers write it, with every character that means something somewhere. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\\{}$&#%_^~<>|"±−×–[]`*!@:/.wW()-+= \n\t\r'),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  ),
})

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a cell cannot hold
const normal = (value: string) => value.replace(/[\u0000-\u001f\u007f\u2028\u2029\s]+/g, " ").trim()

/** Cells of one Markdown row, as GFM reads it: split at bare pipes, then backslashes taken off. */
function readMarkdownRow(line: string): string[] {
  const cells = line.slice(1, -1).split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/)
  return cells.map((cell) => cell.trim().replace(/\\([!-/:-@[-`{-~])/g, "$1"))
}

const LATEX_WORDS: [string, string][] = [
  ["\\textbackslash{}", "\\"],
  ["\\textasciicircum{}", "^"],
  ["\\textasciitilde{}", "~"],
  ["\\textless{}", "<"],
  ["\\textgreater{}", ">"],
  ["\\textbar{}", "|"],
  ["\\textquotedbl{}", '"'],
  ["$\\times$", "×"],
  ["$\\pm$", "±"],
  ["$-$", "−"],
  ["{[}", "["],
  ["{]}", "]"],
  ...[..."{}$&#%_"].map((mark): [string, string] => [`\\${mark}`, mark]),
  ["--", "–"],
]

/** Reads one LaTeX cell token by token; throws at a special character that is not part of an escape. */
function readLatexCell(cell: string): string {
  let [at, read] = [0, ""]
  while (at < cell.length) {
    const word = LATEX_WORDS.find(([token]) => cell.startsWith(token, at))
    const char = cell[at] as string
    if (!word && /[\\{}$&#%_^~]/.test(char)) throw new Error(`bare ${char} in ${cell}`)
    read += word ? word[1] : char
    at += word ? word[0].length : 1
  }
  return read
}

describe("toMarkdown", () => {
  it("aligns figures right, escapes marks, and leaves unknown a dash", () => {
    expect(toMarkdown(table)).toBe(
      [
        "| Run | Success | Cost |",
        "| --- | ---: | ---: |",
        "| gpt-4.1 \\| \\*bold\\* | 62.8 % ±4.4 | 0.0021 |",
        "| 50% off\\_\\$ | – | – |",
      ].join("\n"),
    )
  })

  it("gives any text back, in one cell of one row, with no live markup", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const lines = toMarkdown({ columns: ["a", "b"], rows: [[a, b]] }).split("\n")
        expect(lines).toHaveLength(3)
        expect(readMarkdownRow(lines[2] as string)).toEqual([normal(a), normal(b)])
        const bare = (lines[2] as string).replace(/\\[!-/:-@[-`{-~]/g, "")
        expect(bare).not.toMatch(/[`*_<>[\]!~&$@]|:\/\/|www\./i)
      }),
    )
  })
})

describe("toLatex", () => {
  it("is a booktabs table with every special character escaped", () => {
    expect(toLatex(table)).toBe(
      [
        "\\begin{tabular}{lrr}",
        "\\toprule",
        "Run & Success & Cost \\\\",
        "\\midrule",
        "gpt-4.1 \\textbar{} *bold* & 62.8 \\% $\\pm$4.4 & 0.0021 \\\\",
        "50\\% off\\_\\$ & -- & -- \\\\",
        "\\bottomrule",
        "\\end{tabular}",
      ].join("\n"),
    )
  })

  it("gives any text back, in one cell of one row", () => {
    fc.assert(
      fc.property(text, (value) => {
        const lines = toLatex({ columns: ["a"], rows: [[value]] }).split("\n")
        expect(lines).toHaveLength(7)
        const cell = (lines[4] as string).slice(0, -" \\\\".length)
        expect(readLatexCell(cell)).toBe(normal(value).replaceAll("--", "–"))
      }),
    )
  })
})
