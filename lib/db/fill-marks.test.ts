import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { fillMarks, GONE_MARK, PROMPT_MARK } from "@/lib/db/fill-marks"
import { PromptTexts } from "@/lib/db/prompt-texts"

const CHUNK_BYTES = 1000
const MARK = String.fromCharCode(PROMPT_MARK)

/** A store of prompts that says how often it was asked. */
function storeOf(texts: readonly string[]) {
  const byId = new Map(texts.map((text) => [randomUUID() as string, text]))
  const asked: string[][] = []
  const prompts = new PromptTexts(async (ids) => {
    asked.push(ids)
    return ids.flatMap((id) => (byId.has(id) ? [{ id, text: byId.get(id) as string }] : []))
  })
  return { ids: [...byId.keys()], prompts, asked }
}

async function* cut(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

async function fill(chunks: AsyncIterable<Buffer>, prompts: PromptTexts): Promise<string> {
  return Buffer.concat(await Array.fromAsync(fillMarks(chunks, prompts, CHUNK_BYTES))).toString()
}

describe("lines with marks", () => {
  const texts = ['{"role":"system","content":"é"}', "[]", "東京", "a".repeat(50)]

  it("get the texts of their prompts, wherever they are cut", async () => {
    const parts = fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.nat({ max: texts.length - 1 })), {
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(parts, fc.integer({ min: 1, max: 60 }), async (line, size) => {
        const { ids, prompts, asked } = storeOf(texts)
        // As JSON has them: without control characters.
        const clean = line.map((part) => (typeof part === "string" ? JSON.stringify(part) : part))
        const stored = clean.map((part) => (typeof part === "string" ? part : MARK + ids[part])).join("")
        const expected = clean.map((part) => (typeof part === "string" ? part : texts[part])).join("")
        expect(await fill(cut(stored, size), prompts)).toBe(expected)
        expect(new Set(asked.flat()).size).toBe(asked.flat().length)
      }),
    )
  })

  it("ask for many texts at once, and hold so much of them as fits", async () => {
    const { ids, prompts, asked } = storeOf(Array.from({ length: 60 }, (_, no) => `${no}:${"x".repeat(1e6)}`))
    const line = [...ids, ...ids].map((id) => MARK + id).join(",")
    const numbers = (await fill(cut(line, 1000), prompts)).match(/\d+:/g)
    expect(numbers?.join("")).toBe(Array.from({ length: 120 }, (_, at) => `${at % 60}:`).join(""))
    expect(asked.length).toBeLessThan(20)
    expect(asked.flat().length).toBeGreaterThan(60)
  })

  it("end where an episode is gone, a text is not stored, or a mark is cut off", async () => {
    const { ids, prompts } = storeOf(["a"])
    const gone = `x${String.fromCharCode(GONE_MARK)}`
    await expect(fill(cut(gone, 10), prompts)).rejects.toMatchObject({ code: "CONFLICT" })
    await expect(fill(cut(MARK + randomUUID(), 10), prompts)).rejects.toThrow("is not stored")
    await expect(fill(cut(MARK + ids[0]?.slice(1), 100), prompts)).rejects.toThrow("cut off")
  })
})
