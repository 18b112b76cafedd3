import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { AppError } from "@/lib/domain/errors"
import { detectFormat, getImporter, IMPORTERS } from "@/lib/importers/registry"

function head(text: string, name = "file.json") {
  return { name, bytes: new TextEncoder().encode(text) }
}

describe("detectFormat", () => {
  it.each([
    ['[{"task_id":0,"reward":1,"info":{},"traj":[', "tau-bench"],
    ['[\n  {\n    "traj": [{"role": "user"}], "task_id": 3', "tau-bench"],
    ['[{"task_id":0,"reward":1,"info":{"task":{"instruction":"cut off he', "tau-bench"],
    ['{"6238":{"reward":true,"em":true,"f1":1,"gt":"a","pred":"a","traj":[]}}', "fireact"],
    ['{"messages":[{"role":"user","content":"traj"}]}\n{"mess', "openai-chat"],
    ['{"id":1,"reward":0.5,"messages":[', "openai-chat"],
    ['[{"messages":[{"role":"user"}]}]', "openai-chat"],
    ['{"externalId":"a","taskKey":"t","messages":[', "winnow"],
  ])("sees in %j the format %s", (text, id) => {
    expect(detectFormat(head(text)).id).toBe(id)
  })

  it("is not misled by keys and brackets inside strings", () => {
    const text = '{"messages":[{"role":"user","content":"[{\\"task_id\\":1,\\"traj\\":[]}]"}]}'
    expect(detectFormat(head(text)).id).toBe("openai-chat")
  })

  it.each([
    ["", "The file is empty."],
    ["  \n", "The file is empty."],
    ["\u001f\u008b", "The format was not recognised."],
    ["hello", "The format was not recognised."],
    ['{"version":2,"eval":{}}', "The format was not recognised."],
    ["PK\u0003\u0004", "The file is a ZIP archive; unpack it first."],
  ])("refuses %j and says why", (text, message) => {
    expect(() => detectFormat(head(text))).toThrow(AppError)
    expect(() => detectFormat(head(text))).toThrow(message)
  })
})

describe.each(IMPORTERS)("the importer $id", (importer) => {
  async function read(bytes: Uint8Array) {
    async function* input() {
      yield bytes
    }
    return Array.fromAsync(importer.read(input(), { fileName: "file" }))
  }

  it("is found by its id, which no other has", () => {
    expect(getImporter(importer.id)).toBe(importer)
  })

  it("refuses an empty file", async () => {
    await expect(read(new Uint8Array())).rejects.toEqual(new AppError("INVALID_INPUT", "The file is empty."))
  })

  it("answers any records with episodes or reasons, and a foreign file with one error", async () => {
    const keys = [
      "task_id",
      "reward",
      "info",
      "traj",
      "em",
      "f1",
      "prompt",
      "messages",
      "tools",
      "id",
      "metadata",
    ]
    const record = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }), {
      noNullPrototype: true,
    })
    const file = fc.oneof(
      fc.array(record).map((records) => JSON.stringify(records)),
      fc.dictionary(fc.string(), record, { noNullPrototype: true }).map((entries) => JSON.stringify(entries)),
      fc.array(record).map((records) => records.map((one) => JSON.stringify(one)).join("\n")),
    )
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        const bytes = new TextEncoder().encode(text)
        expect(importer.detect({ name: "file", bytes })).toBeLessThanOrEqual(1)
        try {
          for (const result of await read(bytes)) if (!result.ok) expect(result.reason).not.toBe("")
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 150 },
    )
  })
})
