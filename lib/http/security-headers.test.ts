import { describe, expect, test } from "vitest"
import { contentSecurityPolicy, readSharedPage, sharedPageHeaders } from "@/lib/http/security-headers"

describe("contentSecurityPolicy", () => {
  test("lets scripts run by nonce only, and nobody frame us", () => {
    const policy = contentSecurityPolicy("abc", false)
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';")
    expect(policy).not.toContain("unsafe-eval")
    expect(policy).toMatch(/script-src(?![^;]*unsafe-inline)/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("base-uri 'none'")
  })
})

describe("a shared page", () => {
  test("may be framed only by the address of one that was made for it", () => {
    const framed = readSharedPage("/share/wne_abc-_1")
    expect(framed).toEqual({ embed: true })
    expect(contentSecurityPolicy("abc", false, framed)).toContain("frame-ancestors *")
    expect(framed && sharedPageHeaders(framed)["x-frame-options"]).toBeNull()
    for (const path of ["/share/wnv_abc", "/share/wne_abc/x", "/share/wne_a%2f", "/share/"]) {
      const page = readSharedPage(path)
      expect(page).toEqual({ embed: false })
      expect(contentSecurityPolicy("abc", false, page)).toContain("frame-ancestors 'none'")
      expect(page && sharedPageHeaders(page)).not.toHaveProperty("x-frame-options")
    }
    for (const path of ["/shares", "/experiments/share/wne_a", "/"]) expect(readSharedPage(path)).toBeNull()
  })

  test("asks for nothing over the network, and for no search engine", () => {
    const page = readSharedPage("/share/wnv_abc")
    expect(contentSecurityPolicy("abc", false, page)).toContain("connect-src 'none'")
    expect(page && sharedPageHeaders(page)["x-robots-tag"]).toContain("noindex")
  })
})
