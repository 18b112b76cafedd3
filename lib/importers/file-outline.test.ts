import { describe, expect, it } from "vitest"
import { AppError } from "@/lib/domain/errors"
import { detectFormat } from "@/lib/importers/registry"

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
