import { open, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import type { RunProgress } from "@/lib/contracts/hand-overs"
import { lineSchema, readStatus } from "@/lib/providers/own-machine/job-report"
import { appendLine, readTextOrNull, replaceFile } from "@/lib/providers/own-machine/run-folder"

const knownSchema = z.object({ session: z.string(), lines: z.int() })

/** Enough for a million steps; a run that says more is not heard any more. */
const MOST_LINES = 300_000

/**
 * Writes down what is new of it. A lost answer makes the machine say the same again; another session is a run from the start.
 * Its end is not taken from its word: success is the model that it sends.
 */
export async function recordProgress(folder: string, progress: RunProgress): Promise<void> {
  const path = join(folder, "remote.json")
  const text = await readTextOrNull(path)
  let known = text === null ? null : knownSchema.parse(JSON.parse(text))
  if (known?.session !== progress.session) {
    await rm(join(folder, "events.jsonl"), { force: true })
    known = { session: progress.session, lines: 0 }
  }
  const fresh = progress.lines
    .slice(Math.max(0, known.lines - progress.from))
    .slice(0, MOST_LINES - known.lines)
  if (progress.from <= known.lines && fresh.length > 0) {
    const lines = fresh.map((line) => JSON.stringify(lineSchema.safeParse(line).data ?? { type: "unknown" }))
    await appendLine(join(folder, "events.jsonl"), lines.join("\n"))
    known = { ...known, lines: known.lines + fresh.length }
  }
  await replaceFile(path, JSON.stringify(known))
  const { status } = progress.status
  if ((await readStatus(folder))?.status === "cancelled") return
  const stored =
    status === "succeeded" ? { ...progress.status, status: "sending the model" } : progress.status
  await replaceFile(join(folder, "status.json"), JSON.stringify(stored))
}

/** The model is there as a whole before its run counts as done. */
export async function acceptModel(folder: string, draft: string): Promise<void> {
  await rename(draft, join(folder, "model"))
  const handle = await open(folder)
  await handle.sync().finally(() => handle.close())
  await replaceFile(join(folder, "status.json"), JSON.stringify({ status: "succeeded" }))
}
