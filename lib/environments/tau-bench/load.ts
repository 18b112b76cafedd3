import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { SPLITS } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import type { ToolDefinition } from "@/lib/domain/message"
import type { TaskSpec } from "../environment"
import { BaseTable, type BaseTables } from "./database"
import type { Domain } from "./domain"
import { parseExactJson } from "./python/parse-json"
import type { PythonDict, PythonValue } from "./python/value"
import { readTask } from "./task"
import type { Toolbox } from "./tool"
import { ToolError } from "./tool-error"

const LARGEST_FILE_BYTES = 64 * 1024 * 1024

const toolsSchema = z.array(
  z.object({
    type: z.literal("function"),
    function: z.object({
      name: z.string(),
      description: z.string().optional(),
      parameters: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
)

/** Everything the environment needs of the benchmark's data. */
export interface Benchmark {
  policy: string
  toolbox: Toolbox
  tables: BaseTables
  tasks: TaskSpec[]
}

/** @throws AppError INVALID_INPUT with one sentence per file that is missing or broken. */
export async function loadBenchmark(folder: string, domain: Domain): Promise<Benchmark> {
  const files = new FolderReader(join(folder, domain.name), domain.name)
  const policy = await files.read("wiki.md", (text) => text)
  const definitions = await files.read("tools.json", (text) => parseTools(text, domain))
  const tables = new Map<string, BaseTable>()
  for (const [name, keys] of Object.entries(domain.tables)) {
    const table = await files.read(`${name}.json`, (text) => parseTable(text, keys))
    if (table) tables.set(name, new BaseTable(table))
  }
  const tasks: TaskSpec[] = []
  for (const split of SPLITS) {
    const name = domain.taskFiles[split]
    if (!name) continue
    const read = await files.read(name, (text) =>
      parseList(text).map((value, index) => readTask(value, index, split)),
    )
    tasks.push(...(read ?? []))
  }
  files.finish(folder)
  return {
    policy: policy ?? "",
    toolbox: { definitions: definitions ?? [], behaviours: domain.tools },
    tables,
    tasks,
  }
}

/** Reads files one by one and keeps what is wrong with each, so that all of it is told at once. */
class FolderReader {
  readonly #path: string
  readonly #label: string
  readonly #problems: string[] = []

  constructor(path: string, label: string) {
    this.#path = path
    this.#label = label
  }

  async read<Content>(name: string, parse: (text: string) => Content): Promise<Content | undefined> {
    const label = `${this.#label}/${name}`
    try {
      const path = join(this.#path, name)
      const { size } = await stat(path)
      if (size > LARGEST_FILE_BYTES) throw new SyntaxError("the file is too large")
      return parse(await readFile(path, "utf8"))
    } catch (error) {
      this.#problems.push(`${label} ${describeProblem(error)}`)
      return undefined
    }
  }

  finish(folder: string): void {
    if (this.#problems.length === 0) return
    throw new AppError(
      "INVALID_INPUT",
      `${folder} is not a complete tau-bench folder: ${this.#problems.join("; ")}.`,
      this.#problems.map((message) => ({ path: "folder", message })),
    )
  }
}

function describeProblem(error: unknown): string {
  if (error instanceof SyntaxError) return `cannot be read: ${error.message}`
  if (error instanceof ToolError) return `has a record that lacks something: ${error.message}`
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "ENOENT" || code === "ENOTDIR") return "is missing"
  if (typeof code === "string") return `cannot be opened (${code})`
  throw error
}

function parseTools(text: string, domain: Domain): ToolDefinition[] {
  const parsed = toolsSchema.safeParse(JSON.parse(text))
  if (!parsed.success) throw new SyntaxError("it is not a list of function tools")
  const named = new Set(parsed.data.map((tool) => tool.function.name))
  const missing = Object.keys(domain.tools).filter((name) => !named.has(name))
  if (missing.length > 0) throw new SyntaxError(`it lacks ${missing.join(", ")}`)
  const unknown = [...named].filter((name) => !Object.hasOwn(domain.tools, name))
  if (unknown.length > 0) throw new SyntaxError(`it has tools Winnow does not know: ${unknown.join(", ")}`)
  return parsed.data
}

function parseTable(text: string, keys: readonly string[]): ReadonlyMap<string, PythonDict> {
  const value = parseExactJson(text)
  if (!(value instanceof Map)) throw new SyntaxError("it is not an object of records")
  for (const [id, record] of value) {
    if (!(record instanceof Map)) throw new SyntaxError(`record ${id} is not an object`)
    const missing = keys.find((key) => !record.has(key))
    if (missing !== undefined) throw new SyntaxError(`record ${id} has no ${missing}`)
  }
  return value as ReadonlyMap<string, PythonDict>
}

function parseList(text: string): PythonValue[] {
  const value = parseExactJson(text)
  if (!Array.isArray(value)) throw new SyntaxError("it is not a list of tasks")
  return value
}
