import { randomBytes, randomUUID } from "node:crypto"
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { Client } from "pg"
import { z } from "zod"
import { type Account, canReach, findServerAccount } from "@/bin/postgres/account"
import { type PostgresServer, startPostgres } from "@/bin/postgres/server"
import { serverSettings } from "@/bin/postgres/settings"
import { openSharedFolder } from "@/bin/postgres/shared-folder"
import { AppError } from "@/lib/domain/errors"

const DATABASE = "winnow"

const placeSchema = z.object({
  /** Relative to WINNOW_HOME unless the server's user cannot get there. */
  folder: z.string(),
  password: z.string(),
})

type Place = z.infer<typeof placeSchema>

function choosePlace(home: string, account: Account | null): Place {
  const folder =
    !account || canReach(home, account) ? "postgres" : join(openSharedFolder(account), randomUUID())
  return { folder, password: randomBytes(24).toString("hex") }
}

function readPlace(home: string, account: Account | null): Place {
  const file = join(home, "postgres.json")
  if (existsSync(file)) return placeSchema.parse(JSON.parse(readFileSync(file, "utf8")))
  const place = choosePlace(home, account)
  writeFileSync(file, `${JSON.stringify(place, null, 2)}\n`, { mode: 0o600 })
  return place
}

function requireReach(folder: string, account: Account): Account {
  if (canReach(dirname(folder), account)) return account
  throw new AppError(
    "UNAVAILABLE",
    `The user of the database server (${account.uid}) can no longer get to ${folder}; let it through (chmod o+x on the folders above), or set WINNOW_HOME to another folder.`,
  )
}

/** Data that exists decides who runs the server: it may have been made before the installation was root's, or after. */
function requireOwner(folder: string, account: Account | null): Account | null {
  if (!existsSync(folder)) return account
  const { uid, gid } = statSync(folder)
  if (account) return requireReach(folder, uid === 0 ? account : { uid, gid })
  if (uid === process.getuid?.()) return null
  throw new AppError(
    "UNAVAILABLE",
    `The database in ${folder} belongs to another user (${uid}); start as that user, or set WINNOW_HOME to another folder.`,
  )
}

async function ensureDatabase(server: PostgresServer): Promise<void> {
  const client = new Client({ connectionString: server.url("postgres") })
  await client.connect()
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE])
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  await client.end()
}

export interface EmbeddedDatabase {
  url: string
  server: PostgresServer
}

/** Starts the installation's own Postgres and makes its database when there is none. */
export async function startEmbeddedDatabase(home: string): Promise<EmbeddedDatabase> {
  const account = findServerAccount()
  const place = readPlace(home, account)
  const folder = resolve(home, place.folder)
  const server = await startPostgres({
    release: 18,
    folder,
    account: requireOwner(folder, account),
    password: place.password,
    logFile: join(home, "logs", "postgres.log"),
    settings: serverSettings(),
  })
  await ensureDatabase(server)
  return { url: server.url(DATABASE), server }
}
