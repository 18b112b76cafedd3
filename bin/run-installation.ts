import { Installation, type InstallationOptions } from "@/bin/installation"
import { Phases } from "@/bin/phases"
import { AppError } from "@/lib/domain/errors"

/** Every way of being told to end: the bootstrap's message, its disappearance, and signals sent to us alone. */
const STOP_EVENTS = ["message", "disconnect", "SIGINT", "SIGTERM", "SIGHUP"]

function sentenceOf(error: unknown): unknown {
  return error instanceof AppError ? error.message : error
}

/** Runs an installation until the process is told to end: exit code 0 then, 1 when it could not start or go on. */
export async function runInstallation(
  options: Omit<InstallationOptions, "environment" | "phases" | "report">,
  onReady: (running: { databaseUrl: string; url: string }, phases: Phases) => Promise<void>,
): Promise<void> {
  const phases = new Phases(console.log)
  let installation: Installation | undefined
  const end = async (code: number) => {
    await installation?.stop()
    process.exit(code)
  }
  for (const event of STOP_EVENTS) process.on(event, () => end(0))
  const report = (sentence: string, fatal: boolean) => {
    console.error(sentence)
    if (fatal) end(1)
  }
  try {
    installation = new Installation({ ...options, environment: process.env, phases, report })
    await onReady(await installation.start(), phases)
  } catch (error) {
    if (installation?.isStopping) return
    console.error(sentenceOf(error))
    await end(1)
  }
}
