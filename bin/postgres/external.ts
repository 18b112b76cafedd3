import { Client } from "pg"
import { AppError } from "@/lib/domain/errors"

const OLDEST_VERSION = 150_000

async function readVersion(url: string): Promise<{ number: number; name: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name`,
    )
    return rows[0]
  } finally {
    await client.end()
  }
}

/** @throws AppError one sentence naming DATABASE_URL when it cannot be reached or is older than Postgres 15. */
export async function requireUsableDatabase(url: string): Promise<void> {
  const version = await readVersion(url).catch((cause: unknown) => {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : ""
    const reason = code || (cause instanceof Error ? cause.message : "no answer")
    const sentence = `The database of DATABASE_URL cannot be reached (${reason}); start it or change DATABASE_URL.`
    throw new AppError("UNAVAILABLE", sentence, [], { cause })
  })
  if (version.number >= OLDEST_VERSION) return
  throw new AppError(
    "UNSUPPORTED",
    `The database of DATABASE_URL is Postgres ${version.name}; change DATABASE_URL to version 15 or newer.`,
  )
}
