import { type Database, getDatabase } from "@/lib/db/client"
import { AppError } from "@/lib/domain/errors"
import { getEnv } from "@/lib/env"

/** The database of this server process. @throws AppError UNAVAILABLE when nobody has said where it is. */
export function getServerDatabase(): Database {
  const { databaseUrl } = getEnv()
  if (!databaseUrl) {
    throw new AppError("UNAVAILABLE", "DATABASE_URL is not set; `npm start` starts a database and sets it.")
  }
  return getDatabase(databaseUrl)
}
