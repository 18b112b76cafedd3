import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { identifyProcess, isRunning, type ProcessIdentity } from "@/bin/processes/identity"
import { stopProcess } from "@/bin/processes/stop"
import { AppError } from "@/lib/domain/errors"

const FILE = "processes.json"

const identitySchema = z.object({ pid: z.number().int(), startedAt: z.string() })

const recordSchema = z.object({ parent: identitySchema, children: z.record(z.string(), identitySchema) })

type InstanceRecord = z.infer<typeof recordSchema>

function readRecord(home: string): InstanceRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(home, FILE), "utf8")))
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
    // A record cut short by a crash says nothing; the database server has a lock of its own.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** What runs in one WINNOW_HOME, written down so that the next start can clean up after a crash. */
export class Instance {
  private readonly file: string
  private readonly record: InstanceRecord

  constructor(home: string) {
    this.file = join(home, FILE)
    this.record = { parent: identifyProcess(process.pid) as ProcessIdentity, children: {} }
    this.write()
  }

  setChild(name: string, identity: ProcessIdentity): void {
    this.record.children[name] = identity
    this.write()
  }

  close(): void {
    rmSync(this.file, { force: true })
  }

  private write(): void {
    const partial = `${this.file}.${process.pid}`
    writeFileSync(partial, JSON.stringify(this.record), { mode: 0o600 })
    renameSync(partial, this.file)
  }
}

/**
 * Takes the folder for this process, ending whatever a killed predecessor left running.
 * @throws AppError CONFLICT when a living one holds it.
 */
export async function openInstance(home: string): Promise<Instance> {
  const previous = readRecord(home)
  if (previous && isRunning(previous.parent)) {
    throw new AppError(
      "CONFLICT",
      `Winnow already runs in ${home} (process ${previous.parent.pid}); stop it, or set WINNOW_HOME and PORT for a second one.`,
    )
  }
  const orphans = Object.values(previous?.children ?? {})
  await Promise.all(orphans.map((orphan) => stopProcess(orphan, ["SIGTERM", "SIGKILL"], 10_000)))
  return new Instance(home)
}
