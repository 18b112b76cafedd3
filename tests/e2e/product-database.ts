import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { SERVER_USER } from "@/bin/postgres/initialise"
import { createDatabase, type Database } from "@/lib/db/client"

/** The database of a running product that brought its own Postgres, for what no route can make. */
export function openProductDatabase(home: string): Database {
  const { folder, password } = JSON.parse(readFileSync(join(home, "postgres.json"), "utf8"))
  const server = resolve(home, folder)
  const data = readdirSync(server).find((name) => name.startsWith("data-"))
  if (!data) throw new Error(`there is no database in ${server}`)
  const [, , , port, socket] = readFileSync(join(server, data, "postmaster.pid"), "utf8").split("\n")
  const host = encodeURIComponent(socket ?? "")
  return createDatabase(`postgresql://${SERVER_USER}:${password}@localhost:${port}/winnow?host=${host}`, {
    poolSize: 1,
  })
}
