import { hash, verify } from "@node-rs/argon2"

// argon2id is the library's default; 19 MiB and two passes are the OWASP minimum.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST)
}

let dummy: Promise<string> | undefined

/** Takes the same time whether or not there is a hash, so that timing does not tell which accounts exist. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("nobody has this password")
  const matches = await verify(stored ?? (await dummy), password)
  return stored !== null && matches
}
