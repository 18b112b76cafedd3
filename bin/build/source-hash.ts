import { createHash } from "node:crypto"
import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Hashes the names and contents of the files under `root` that match, so that touching a file changes nothing. */
export function hashFiles(
  root: string,
  patterns: readonly string[],
  exclude: readonly string[] = [],
): string {
  const hash = createHash("sha256")
  const files = globSync([...patterns], { cwd: root, exclude: [...exclude], withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort())
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0")
  return hash.digest("hex")
}

/** The hash a build wrote beside its result; null when there is none. */
export function readStamp(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null
}
