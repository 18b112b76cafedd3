import { accessSync, constants, mkdirSync, realpathSync } from "node:fs"
import { join } from "node:path"
import { AppError } from "@/lib/domain/errors"

function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Makes WINNOW_HOME and answers its path without links. Nobody else may look into it; under root others may pass through, because the database server
 * runs as another user and its folder lies inside.
 */
export function openHome(home: string): string {
  try {
    mkdirSync(home, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
    mkdirSync(join(home, "logs"), { recursive: true, mode: 0o700 })
    accessSync(home, constants.W_OK | constants.X_OK)
    return realpathSync(home)
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${cause.code})` : ""
    throw new AppError(
      "UNAVAILABLE",
      `Cannot write to ${home}${reason}; set WINNOW_HOME to a folder you may write to.`,
      [],
      { cause },
    )
  }
}
