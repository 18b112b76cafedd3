import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { AppError } from "@/lib/domain/errors"
import { type JsonRecord, type JsonStreamOptions, readJsonRecords } from "@/lib/importers/json-stream"

const encoder = new TextEncoder()
const SHAPES = {
  array: { array: true, object: null },
  entries: { array: false, object: "entries" },
  lines: { array: true, object: "lines" },
} satisfies Record<string, JsonStreamOptions["shapes"]>

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size)
}

async function read(
  file: string | Uint8Array,
  shape: keyof typeof SHAPES,
  { chunkSize = 65_536, recordLimitBytes }: { chunkSize?: number; recordLimitBytes?: number } = {},
): Promise<JsonRecord[]> {
  const bytes = typeof file === "string" ? encoder.encode(file) : file
  const options = { shapes: SHAPES[shape], expected: "a test file", recordLimitBytes }
  return Array.fromAsync(readJsonRecords(chunksOf(bytes, chunkSize), options))
}

function outline(records: readonly JsonRecord[]): unknown[] {
  return records.map((record) =>
    record.ok ? { line: record.line, key: record.key, value: record.value } : record,
  )
}

function values(records: readonly JsonRecord[]): unknown[] {
  return records.flatMap((record) => (record.ok ? [record.value] : []))
}

function reasons(records: readonly JsonRecord[]): unknown[] {
  return records.flatMap((record) => (record.ok ? [] : [[record.line, record.reason]]))
}

const jsonRecords = fc.array(
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1, noNullPrototype: true }),
  { maxLength: 6 },
)
const spacing = fc.constantFrom(undefined, 1, "\t")

describe("readJsonRecords", () => {
  it("reads arrays as JSON.parse does, whatever the spacing and the borders of chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        jsonRecords,
        spacing,
        fc.integer({ min: 1, max: 40 }),
        async (all, space, chunkSize) => {
          const text = JSON.stringify(all, null, space)
          expect(values(await read(text, "array", { chunkSize }))).toEqual(JSON.parse(text))
        },
      ),
    )
  })

  it("reads scalars and mixed elements of an array too", async () => {
    const text = ' [1, "a\\"]b", null,true , [[]], {"a": "\\\\"} ,-1.5e3] '
    for (let chunkSize = 1; chunkSize < 12; chunkSize++) {
      expect(values(await read(text, "array", { chunkSize }))).toEqual(JSON.parse(text))
    }
  })

  it("reads the entries of a keyed object in order, with their keys", async () => {
    const keyed = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true })
    await fc.assert(
      fc.asyncProperty(keyed, spacing, fc.integer({ min: 1, max: 30 }), async (object, space, chunkSize) => {
        const records = await read(JSON.stringify(object, null, space), "entries", { chunkSize })
        const entries = records.map((record) => (record.ok ? [record.key, record.value] : record))
        expect(entries).toEqual(Object.entries(JSON.parse(JSON.stringify(object))))
      }),
    )
  })

  it("reads lines with their line numbers and passes blank ones over", async () => {
    const text = '\n{"a":1}\r\n\n  \n{"b":"é😀"}\n{"c":3}'
    for (let chunkSize = 1; chunkSize < 12; chunkSize++) {
      expect(outline(await read(text, "lines", { chunkSize }))).toEqual([
        { line: 2, key: null, value: { a: 1 } },
        { line: 5, key: null, value: { b: "é😀" } },
        { line: 6, key: null, value: { c: 3 } },
      ])
    }
  })

  it("gives the same records and the same rejects at every chunk size, however damaged the file", async () => {
    const damaged = fc
      .tuple(jsonRecords, fc.nat(), fc.constantFrom("", '"', "{", "}", "[", "]", ",", "\\", "\n", "é", "NaN"))
      .map(([all, at, what]) => {
        const text = JSON.stringify(all, null, 1)
        const position = at % (text.length + 1)
        return `[${text.slice(1, position)}${what}${text.slice(Math.max(1, position))}`
      })
    await fc.assert(
      fc.asyncProperty(
        damaged,
        fc.constantFrom<"array" | "lines">("array", "lines"),
        fc.integer({ min: 1, max: 9 }),
        async (text, shape, chunkSize) => {
          expect(outline(await read(text, shape, { chunkSize }))).toEqual(outline(await read(text, shape)))
        },
      ),
    )
  })

  it("survives any bytes at all", async () => {
    const openings = fc.constantFrom("[", "{", "[{", '{"a":{', "")
    await fc.assert(
      fc.asyncProperty(openings, fc.uint8Array({ maxLength: 80 }), async (opening, noise) => {
        const bytes = new Uint8Array([...encoder.encode(opening), ...noise])
        for (const shape of ["array", "entries", "lines"] as const) {
          try {
            expect(await read(bytes, shape, { chunkSize: 3 })).toEqual(expect.any(Array))
          } catch (error) {
            expect(error).toBeInstanceOf(AppError)
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it("lands the complete records of a file cut off at any byte and reports the tail", async () => {
    const all = [{ a: "x,]}" }, { b: [1, { c: '"' }] }, { d: "é" }]
    const bytes = encoder.encode(JSON.stringify(all))
    for (let length = 1; length < bytes.length; length++) {
      const records = await read(bytes.subarray(0, length), "array")
      const landed = values(records)
      expect(landed).toEqual(all.slice(0, landed.length))
      expect(records).toHaveLength(landed.length + 1)
      expect(reasons(records)).toEqual([[landed.length + 1, expect.stringMatching(/cut off/)]])
    }
  })

  it.each([
    ["NaN", '[{"a":1},{"b":NaN},{"c":3}]', "Not valid JSON: NaN is no JSON number."],
    ["Infinity", '[{"a":1},{"b":[-Infinity]},{"c":3}]', "Not valid JSON: Infinity is no JSON number."],
    ["a missing closing brace", '[{"a":1},{"b":{"x":2},{"c":3}]', expect.stringMatching(/^Not valid JSON/)],
    ["a raw line break in a string", '[{"a":1},{"b":"2\n"},\n{"c":3}]', expect.stringMatching(/^Not valid/)],
    ["a wrong closing bracket", '[{"a":1},{"b":[2}},{"c":3}]', expect.stringMatching(/^Not valid JSON/)],
    [
      "too deep nesting",
      `[{"a":1},${"[".repeat(5000)}${"]".repeat(5000)},{"c":3}]`,
      "The record is nested too deeply.",
    ],
  ])("rejects a record with %s and goes on", async (_, text, reason) => {
    const records = await read(text, "array")
    expect(values(records)).toContainEqual({ a: 1 })
    expect(values(records)).toContainEqual({ c: 3 })
    expect(reasons(records)[0]).toEqual([2, reason])
  })

  it("rejects a record that is not UTF-8 and keeps its start readable", async () => {
    const bytes = encoder.encode('{"a":1}\n{"b":"x"}\n{"c":3}')
    bytes[bytes.indexOf(0x78)] = 0xff
    const records = await read(bytes, "lines")
    expect(values(records)).toEqual([{ a: 1 }, { c: 3 }])
    expect(records[1]).toEqual({
      ok: false,
      line: 2,
      reason: "The record is not valid UTF-8.",
      raw: '{"b":"\uFFFD"}',
    })
  })

  it("rejects a record above the limit without holding it, and reads the next", async () => {
    const big = JSON.stringify({ big: "x".repeat(100_000) })
    for (const [shape, text] of [
      ["lines", `{"a":1}\n${big}\n{"c":3}\n`],
      ["array", `[{"a":1},${big},{"c":3}]`],
    ] as const) {
      const records = await read(text, shape, { recordLimitBytes: 20_000, chunkSize: 1000 })
      expect(values(records)).toEqual([{ a: 1 }, { c: 3 }])
      expect(reasons(records)).toEqual([[2, "The record has 0.1 MB, more than one record may have."]])
      expect(records.flatMap((record) => (record.ok ? [] : [record.raw.length]))).toEqual([16_384])
    }
  })

  it("reports text after the end of the array", async () => {
    const records = await read('[{"a":1}] [{"b":2}]', "array")
    expect(values(records)).toEqual([{ a: 1 }])
    expect(reasons(records)).toEqual([[2, "Text after the end of the JSON; it was not read."]])
  })

  it("reads a file that starts with a byte-order mark", async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...encoder.encode('{"a":1}')])
    for (let chunkSize = 1; chunkSize < 6; chunkSize++) {
      expect(values(await read(bytes, "lines", { chunkSize }))).toEqual([{ a: 1 }])
    }
  })

  it.each([
    ["", "array", "The file is empty."],
    [" \n\t ", "lines", "The file is empty."],
    ['{"a":1}', "array", 'The file starts with "{"; a test file does not.'],
    ["[1]", "entries", 'The file starts with "["; a test file does not.'],
    ["PK\u0003\u0004rest", "lines", "The file is a ZIP archive; unpack it first."],
    ["[\u0000{\u0000", "array", "The file is not UTF-8 text; save it as UTF-8 first."],
  ] as const)("refuses the file %j as %s", async (text, shape, message) => {
    await expect(read(text, shape)).rejects.toEqual(new AppError("INVALID_INPUT", message))
  })

  it("keeps memory flat over a long file and a line of 50 MB", async () => {
    const record = encoder.encode(`${JSON.stringify({ text: 'say "hi" '.repeat(2000) })}\n`)
    const filler = new Uint8Array(1024 * 1024).fill(0x61)
    async function* stream() {
      for (let index = 0; index < 4000; index++) yield record
      for (let index = 0; index < 50; index++) yield filler
      yield encoder.encode("\n")
      yield record
    }
    const before = process.memoryUsage.rss()
    let highest = before
    const counts = { good: 0, bad: 0 }
    for await (const item of readJsonRecords(stream(), { shapes: SHAPES.lines, expected: "a test file" })) {
      if (item.ok) counts.good++
      else counts.bad++
      highest = Math.max(highest, process.memoryUsage.rss())
    }
    expect(counts).toEqual({ good: 4001, bad: 1 })
    expect((highest - before) / 1024 / 1024).toBeLessThan(150)
  })
})
