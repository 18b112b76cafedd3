import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { readSkeleton, readSpans, readTaskSpans } from "./span"

const brief = (text: string) => readSpans(text).map((span) => `${span.kind}: ${span.text}`)

describe("spans", () => {
  test("of an article are its heading, sentences, names, numbers and last words", () => {
    expect(brief("Sulna\n\nThe Sulna lies at Lake Mor. A photograph from 1.200 shows a painter.")).toEqual([
      "heading: Sulna",
      "sentence: The Sulna lies at Lake Mor.",
      "name: The Sulna",
      "name: Sulna",
      "name: Lake Mor",
      "sentence: A photograph from 1.200 shows a painter.",
      "number: 1.200",
      "tail: painter",
    ])
  })

  test("of a result list are its entries", () => {
    expect(brief("1. Ada Mor\n   A painter.\n2. The Orchard of Mor\n   A book.")).toEqual([
      "entry: Ada Mor",
      "entry: The Orchard of Mor",
    ])
  })

  test("of a task are all of it and the names in it", () => {
    const task = "Which river flows through the town where Ada Mor was born?"
    expect(readTaskSpans(task).map(({ text }) => text)).toEqual([task, "Ada Mor"])
    expect(readSkeleton(task).slice(-4)).toEqual(["where", "_", "was", "born"])
  })

  test("carry the words around them", () => {
    expect(readSpans("Ada was born in Sulna.").find(({ text }) => text === "Sulna")).toMatchObject({
      left: "_ was born in",
      right: "",
    })
  })

  test("exist for any text, and are in it", () => {
    fc.assert(
      fc.property(
        fc.uint16Array().map((units) => String.fromCharCode(...units)),
        (text) => {
          for (const span of readSpans(text)) expect(text).toContain(span.text)
        },
      ),
    )
  })
})
