import { randomBytes } from "node:crypto"
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createToken } from "@/lib/db/token"
import { AppError } from "@/lib/domain/errors"
import { getEnv } from "@/lib/env"

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT"
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST"
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim() || null
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Reads a secret of this installation, making it on first use; only its owner can read the file. */
function readOrCreate(home: string, name: string, create: () => string): string {
  const path = join(home, name)
  const existing = readText(path)
  if (existing) {
    chmodSync(path, 0o600)
    return existing
  }
  mkdirSync(home, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, `${create()}\n`, { flag: "wx", mode: 0o600 })
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  const written = readText(path)
  if (!written) throw new AppError("UNAVAILABLE", `${path} is empty; remove it and start again.`)
  return written
}

/** What sessions are encrypted with: WINNOW_SECRET, else a random one kept in WINNOW_HOME. There is no default. */
export function getServerSecret(): string {
  const { secret, home } = getEnv()
  return secret ?? readOrCreate(home, "secret", () => randomBytes(48).toString("base64url"))
}

/** The token of this machine, for the command line: whoever can read WINNOW_HOME is its administrator. */
export function getLocalToken(home = getEnv().home): string {
  return readOrCreate(home, "local-token", () => createToken("wnl_"))
}
