import { gzipSync, zstdCompressSync } from "node:zlib"
import { describe, expect, it } from "vitest"
import { readBody } from "@/lib/http/read-body"

const LIMITS = { bytes: 100_000, ratio: 50, ratioFrom: 20_000 }
const text = Array.from({ length: 500 }, (_, no) => `{"line":${no * 7919}}`).join("\n")

function request(body: Uint8Array, encoding?: string): Request {
  const headers = new Headers(encoding ? { "content-encoding": encoding } : undefined)
  return new Request("http://127.0.0.1/", { method: "POST", body: body as BodyInit, headers })
}

async function read(given: Request): Promise<string> {
  const chunks = await Array.fromAsync(readBody(given, LIMITS) ?? [])
  return Buffer.concat(chunks).toString()
}

describe("readBody", () => {
  it.each([
    [undefined, Buffer.from(text)],
    ["identity", Buffer.from(text)],
    ["gzip", gzipSync(text)],
    ["ZSTD", zstdCompressSync(text)],
  ])("unpacks %s", async (encoding, body) => {
    expect(await read(request(body, encoding))).toBe(text)
  })

  it("refuses encodings it does not know", () => {
    expect(() => readBody(request(Buffer.from("x"), "br"))).toThrow(
      expect.objectContaining({ code: "UNSUPPORTED" }),
    )
  })

  it.each([
    ["too large as it is", undefined, Buffer.alloc(100_001, "x")],
    ["too large unpacked", "gzip", gzipSync(text.repeat(20))],
    ["a bomb", "zstd", zstdCompressSync(Buffer.alloc(90_000))],
  ])("refuses a body that is %s", async (_, encoding, body) => {
    await expect(read(request(body, encoding))).rejects.toMatchObject({ code: "TOO_LARGE" })
  })

  it("refuses by the length that the sender gives before reading anything", () => {
    const given = request(Buffer.from("x"))
    const headers = new Headers({ "content-length": "100001" })
    expect(() => readBody({ body: given.body, headers } as Request, LIMITS)).toThrow(
      expect.objectContaining({ code: "TOO_LARGE" }),
    )
  })

  it.each(["gzip", "zstd"])("says when %s is damaged or cut off", async (encoding) => {
    const whole = encoding === "gzip" ? gzipSync(text) : zstdCompressSync(text)
    await expect(read(request(Buffer.from("no such thing"), encoding))).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
    await expect(read(request(whole.subarray(0, -20), encoding))).rejects.toMatchObject({
      code: "INVALID_INPUT",
    })
  })
})
