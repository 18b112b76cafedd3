import { describe, expect, test } from "vitest"
import { contentSecurityPolicy } from "@/lib/http/security-headers"

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
