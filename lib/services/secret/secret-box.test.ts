import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openSecret, sealSecret } from "@/lib/services/secret/secret-box"

const home = mkdtempSync(join(tmpdir(), "winnow-home-"))

beforeAll(() => {
  process.env.WINNOW_HOME = home
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe("a sealed secret", () => {
  test("opens to what was sealed, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.array(fc.string({ maxLength: 9 }), { maxLength: 3 }),
        (plain, binding) => openSecret(sealSecret(plain, binding), binding) === plain,
      ),
    )
  })

  test("does not show its plaintext, and never looks the same twice", () => {
    const first = Buffer.from(sealSecret("sk-plain", []))
    expect(first.includes("sk-plain")).toBe(false)
    expect(first.equals(Buffer.from(sealSecret("sk-plain", [])))).toBe(false)
  })

  test("opens only for its own binding", () => {
    const sealed = sealSecret("sk-1", ["a", "https://one.example/v1"])
    expect(() => openSecret(sealed, ["a", "https://two.example/v1"])).toThrow("enter it again")
    expect(() => openSecret(sealed, ["ahttps://one.example/v1"])).toThrow("enter it again")
  })

  test("does not open when any byte was changed or cut off", () => {
    const sealed = sealSecret("sk-1", ["a"])
    for (let index = 0; index < sealed.length; index++) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte))
      expect(() => openSecret(changed, ["a"])).toThrow("enter it again")
      expect(() => openSecret(sealed.slice(0, index), ["a"])).toThrow("enter it again")
    }
  })

  test("is locked by a file that only its owner can read", () => {
    sealSecret("sk-1", [])
    expect(statSync(join(home, "secret")).mode & 0o777).toBe(0o600)
  })
})
