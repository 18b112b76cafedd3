import { COMMANDS } from "@/bin/commands/registry"
import { AppError } from "@/lib/domain/errors"

function describeAll(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length))
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    "winnow COMMAND [OPTIONS]",
    "",
    ...lines,
    "",
    "`winnow COMMAND --help` says more. Commands speak to the server that runs from this folder, or to WINNOW_URL",
    "with WINNOW_API_KEY.",
  ].join("\n")
}

function isHelp(word: string | undefined): boolean {
  return word === undefined || word === "--help" || word === "-h" || word === "help"
}

async function run([name, ...args]: string[]): Promise<void> {
  if (isHelp(name)) return console.log(describeAll())
  const command = COMMANDS.find((one) => one.name === name)
  if (!command) throw new AppError("INVALID_INPUT", `There is no command ${name}. See \`winnow --help\`.`)
  if (args.includes("--help") || args.includes("-h")) return console.log(command.help)
  await command.run(args)
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof AppError)) throw error
  for (const { path, message } of error.issues) console.error(`${path}: ${message}`)
  console.error(error.message)
  process.exitCode = 1
}
