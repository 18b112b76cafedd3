import { describe, expect, test } from "vitest"
import { isTrustedHost, publicOrigin } from "@/lib/auth/trusted-host"

const local = { host: "127.0.0.1", publicUrl: null }
const behindProxy = { host: "127.0.0.1", publicUrl: "https://winnow.example.org" }
const everywhere = { host: "0.0.0.0", publicUrl: null }

describe("isTrustedHost", () => {
  test.each(["localhost", "localhost:3000", "LOCALHOST:80", "127.0.0.1:3000", "[::1]:3000", "localhost."])(
    "knows this machine as %s",
    (header) => expect(isTrustedHost(header, local)).toBe(true),
  )

  test.each([
    "attacker.example",
    "localhost.attacker.example",
    "127.0.0.1.nip.io",
    "192.168.0.5",
    "localhost:3000@attacker.example",
    "localhost, attacker.example",
    "",
  ])("does not know %j", (header) => expect(isTrustedHost(header, local)).toBe(false))

  test("knows the public address beside the local one", () => {
    expect(isTrustedHost("winnow.example.org", behindProxy)).toBe(true)
    expect(isTrustedHost("example.org", behindProxy)).toBe(false)
  })

  test("answers to any address, but to no name, when bound to all interfaces", () => {
    expect(isTrustedHost("192.168.0.5:3000", everywhere)).toBe(true)
    expect(isTrustedHost("[fd00::5]:3000", everywhere)).toBe(true)
    expect(isTrustedHost("attacker.example:3000", everywhere)).toBe(false)
  })

  test("knows the name or IPv6 address it is bound to", () => {
    expect(isTrustedHost("box.lan:3000", { host: "box.lan", publicUrl: null })).toBe(true)
    expect(isTrustedHost("[fd00::5]:3000", { host: "fd00::5", publicUrl: null })).toBe(true)
  })
})

describe("publicOrigin", () => {
  test("is PUBLIC_URL, else the host that was asked for", () => {
    const request = new Request("http://127.0.0.1:3000/x", { headers: { host: "localhost:3000" } })
    expect(publicOrigin(request, behindProxy)).toBe("https://winnow.example.org")
    expect(publicOrigin(request, local)).toBe("http://localhost:3000")
  })
})
