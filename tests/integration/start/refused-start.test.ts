import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { createTestDatabase } from "@/tests/database/test-database"
import { startOldPostgres } from "@/tests/integration/start/old-postgres"
import { makeHome, removeHome, startPlain } from "@/tests/integration/start/plain-installation"

const homes: string[] = []

async function startAndFail(environment: Record<string, string>): Promise<string> {
  const home = makeHome()
  homes.push(home)
  const installation = startPlain({ WINNOW_HOME: home, ...environment })
  expect(await installation.ended).toBe(1)
  return installation.output().trim()
}

afterEach(() => {
  for (const home of homes.splice(0)) removeHome(home)
})

describe("a start that cannot work ends with one sentence", () => {
  it("naming PORT when the port is in use", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await once(other, "listening")
    const { port } = other.address() as AddressInfo
    const said = await startAndFail({ PORT: String(port) })
    other.close()
    expect(said).toBe(`Port ${port} on 127.0.0.1 is in use; set PORT to a free one.`)
  })

  it("naming HOST when the address is not ours", async () => {
    const said = await startAndFail({ HOST: "203.0.113.7" })
    expect(said).toBe("203.0.113.7 is not an address of this machine (EADDRNOTAVAIL); change HOST.")
  })

  it("naming WINNOW_HOME when the folder cannot be written", async () => {
    const said = await startAndFail({ WINNOW_HOME: "/dev/null/winnow" })
    expect(said).toBe(
      "Cannot write to /dev/null/winnow (ENOTDIR); set WINNOW_HOME to a folder you may write to.",
    )
  })

  it("naming DATABASE_URL when nothing answers there", async () => {
    const said = await startAndFail({ DATABASE_URL: "postgresql://someone:secret@127.0.0.1:1/winnow" })
    expect(said).toBe(
      "The database of DATABASE_URL cannot be reached (ECONNREFUSED); start it or change DATABASE_URL.",
    )
  })

  it("naming DATABASE_URL when the server is older than 15", async () => {
    const old = await startOldPostgres()
    const said = await startAndFail({ DATABASE_URL: old.url })
    old.stop()
    expect(said).toBe(
      "The database of DATABASE_URL is Postgres 13.14; change DATABASE_URL to version 15 or newer.",
    )
  })

  it("naming every variable that cannot be read", async () => {
    const said = await startAndFail({ PORT: "http", WINNOW_SECRET: "short", PUBLIC_URL: "winnow.example" })
    expect(said.split("\n")).toHaveLength(1)
    for (const name of ["PORT", "WINNOW_SECRET", "PUBLIC_URL"]) expect(said).toContain(name)
  })
})

describe("a database of one's own", () => {
  it.each([15, 18] as const)("is used when DATABASE_URL names a Postgres %i", async (server) => {
    const home = makeHome()
    homes.push(home)
    await using database = await createTestDatabase({ server, empty: true })
    const installation = startPlain({ WINNOW_HOME: home, DATABASE_URL: database.url })
    expect(await (await fetch(await installation.ready())).text()).toBe("1")
    installation.process.kill("SIGINT")
    expect(await installation.ended).toBe(0)
  })
})
