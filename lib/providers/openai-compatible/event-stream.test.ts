import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { readEvents } from "@/lib/providers/openai-compatible/event-stream"

async function* pieces(text: string, cuts: number[]) {
  let from = 0
  for (const cut of [...cuts.map((at) => at % (text.length + 1)).sort((a, b) => a - b), text.length]) {
    yield text.slice(from, cut)
    from = cut
  }
}

const read = async (text: string, cuts: number[] = []) => Array.fromAsync(readEvents(pieces(text, cuts)))

describe("an event stream", () => {
  test("yields the data of its events, without comments and other fields", async () => {
    expect(await read(": ping\n\nevent: x\ndata: {}\n\nid: 3\ndata:[1]\n\ndata: a\ndata: b\n\n")).toEqual([
      "{}",
      "[1]",
      "a\nb",
    ])
  })

  test("yields an event that was not ended by an empty line", async () => {
    expect(await read("data: [DONE]")).toEqual(["[DONE]"])
  })

  test("of garbage has no events", async () => {
    expect(await read("\u0000\u0001 nonsense \n\n<p>no</p>\n")).toEqual([])
  })

  test("reads the same wherever it is cut and however its lines end", async () => {
    const events = fc.array(fc.stringMatching(/^[a-z{}: ]{1,12}$/), { minLength: 1 })
    const ending = fc.constantFrom("\n", "\r\n")
    await fc.assert(
      fc.asyncProperty(events, ending, fc.array(fc.nat()), async (data, end, cuts) => {
        const text = data.map((item) => `data: ${item}${end}${end}`).join("")
        expect(await read(text, cuts)).toEqual(data)
      }),
      { numRuns: 60 },
    )
  })
})
