import { type ParseArgsConfig, parseArgs } from "node:util"
import { AppError } from "@/lib/domain/errors"

/** One word after `winnow`. `run` throws an AppError whose sentence is all a person is shown. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** What `--help` after the command prints. */
  readonly help: string
  run(args: string[]): Promise<void>
}

type Options = NonNullable<ParseArgsConfig["options"]>

/** Reads the options of a command. @throws AppError INVALID_INPUT naming what was not understood. */
export function readOptions<const T extends Options>(
  command: Pick<Command, "name">,
  args: string[],
  options: T,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    const [sentence] = cause.message.split(". ")
    throw usageError(command, sentence ?? "")
  }
}

export function usageError(command: Pick<Command, "name">, sentence: string): AppError {
  return new AppError(
    "INVALID_INPUT",
    `${sentence.replace(/\.$/, "")}. See \`winnow ${command.name} --help\`.`,
  )
}
