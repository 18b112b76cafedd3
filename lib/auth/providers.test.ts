import { describe, expect, test } from "vitest"
import { createProviders, listProviders, parseClaims } from "@/lib/auth/providers"

const client = { clientId: "id", clientSecret: "secret" }

describe("parseClaims", () => {
  test.each([
    [true, true],
    ["true", true],
    [false, false],
    ["false", false],
    [undefined, false],
    [null, false],
  ])("takes email_verified %j as %s", (email_verified, expected) => {
    expect(parseClaims({ sub: "1", email: "a@b.org", email_verified })).toMatchObject({
      isEmailVerified: expected,
    })
  })

  test("refuses somebody without a subject", () => {
    expect(() => parseClaims({ email: "a@b.org", email_verified: true })).toThrow()
    expect(() => parseClaims({ sub: "", email: "a@b.org" })).toThrow()
  })
})

describe("providers", () => {
  test("are those the environment configures, with PKCE and state everywhere", () => {
    expect(listProviders({ github: null, google: null, oidc: null })).toEqual([])
    const env = { github: client, google: client, oidc: { ...client, issuer: "https://id.example.org/" } }
    expect(listProviders(env).map(({ id }) => id)).toEqual(["oidc", "github", "google"])
    for (const provider of createProviders(env)) {
      expect(provider).toMatchObject({ checks: expect.arrayContaining(["pkce", "state"]) })
    }
  })
})
