import { describe, expect, it } from "vitest"
import { parseEnv } from "@/lib/env"

describe("parseEnv", () => {
  it("needs nothing to be set", () => {
    const { port, host, databaseUrl, publicUrl, secret, oidc } = parseEnv({})
    expect({ port, host, databaseUrl, publicUrl, secret, oidc }).toEqual({
      port: 3000,
      host: "127.0.0.1",
      databaseUrl: null,
      publicUrl: null,
      secret: null,
      oidc: null,
    })
  })

  it("takes a variable set to nothing for one that is not set", () => {
    const names = [
      "PORT",
      "HOST",
      "WINNOW_HOME",
      "DATABASE_URL",
      "PUBLIC_URL",
      "WINNOW_SECRET",
      "WINNOW_DEMO",
    ]
    expect(parseEnv(Object.fromEntries(names.map((name) => [name, ""])))).toEqual(parseEnv({}))
  })

  it("names every variable it cannot use, in one sentence", () => {
    const bad = {
      PORT: "70000",
      DATABASE_URL: "mysql://here",
      PUBLIC_URL: "winnow.example",
      WINNOW_SECRET: "short",
    }
    expect(() => parseEnv(bad)).toThrow(
      "Change the environment: PORT must be 0 to 65535; DATABASE_URL must start with postgresql://; " +
        "PUBLIC_URL must be an http(s) URL; WINNOW_SECRET must have at least 32 characters.",
    )
  })

  it("reads an identity provider only when it is whole", () => {
    expect(parseEnv({ OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "winnow" }).oidc).toBeNull()
    expect(parseEnv({ GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "secret" }).github).toEqual({
      clientId: "id",
      clientSecret: "secret",
    })
  })
})
