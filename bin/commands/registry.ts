import { backupCommand } from "@/bin/commands/backup"
import type { Command } from "@/bin/commands/command"
import { datasetCommand } from "@/bin/commands/dataset"
import { exportCommand } from "@/bin/commands/export"
import { importCommand } from "@/bin/commands/import"
import { keysCommand } from "@/bin/commands/keys"
import { restoreCommand } from "@/bin/commands/restore"
import { startCommand } from "@/bin/commands/start"
import { verifyCommand } from "@/bin/commands/verify"

/** What `winnow` understands. A command is one file here and one line below. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  importCommand,
  exportCommand,
  datasetCommand,
  verifyCommand,
  keysCommand,
  backupCommand,
  restoreCommand,
]
