import type { Command } from "@/bin/commands/command"
import { importCommand } from "@/bin/commands/import"
import { keysCommand } from "@/bin/commands/keys"
import { startCommand } from "@/bin/commands/start"

/** Every word that may follow `winnow`, in the order of the help. */
export const COMMANDS: readonly Command[] = [startCommand, importCommand, keysCommand]
