import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import { PrismaPg } from "@prisma/adapter-pg"
import { Pool, type QueryArrayResult } from "pg"

/** The calls of Prisma's schema engine that migrations need; its own package types them from the inside only. */
export interface SchemaEngine {
  applyMigrations(input: {
    migrationsList: unknown
    filters: unknown
  }): Promise<{ appliedMigrationNames: string[] }>
  diff(input: unknown): Promise<{ exitCode: number; stdout: string | null }>
  free(): void
}

interface EngineModule {
  SchemaEngine: {
    new: (options: unknown, log: (message: string) => void, adapter: object) => Promise<SchemaEngine>
  }
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

/** Postgres' internal type `"char"`, which the adapter does not know and introspection reads. */
const CHAR_OID = 18
/** Any id past the built-in ones passes the adapter as text; the engine then needs its code for a character. */
const UNKNOWN_OID = 1_000_018
const COLUMN_TYPE_CHARACTER = 6

export const noFilters = { externalTables: [], externalEnums: [] }

async function loadModule(): Promise<EngineModule> {
  // A panic would otherwise show as an unrelated TypeError.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } })
  const main = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm")
  const glue = join(dirname(main), "schema_engine_bg.js")
  const engine = (await import(pathToFileURL(glue).href)) as EngineModule
  const wasm = await WebAssembly.compile(await readFile(join(dirname(main), "schema_engine_bg.wasm")))
  const instance = await WebAssembly.instantiate(wasm, {
    "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
  })
  engine.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return engine
}

let loaded: Promise<EngineModule> | undefined

/** A pool that lets `"char"` columns through the adapter and remembers their names. */
function createTolerantPool(url: string, charColumns: Set<string>): Pool {
  const pool = new Pool({ connectionString: url, max: 2 })
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryArrayResult>
  const tolerant = async (...args: unknown[]) => {
    const result = await query(...args)
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== CHAR_OID) continue
      charColumns.add(field.name)
      field.dataTypeID = UNKNOWN_OID
    }
    return result
  }
  return Object.assign(pool, { query: tolerant })
}

function createFactory(pool: Pool, charColumns: Set<string>): object {
  const factory = new PrismaPg(pool)
  const connect = factory.connect.bind(factory)
  return Object.assign(factory, {
    connect: async () => {
      const adapter = await connect()
      const queryRaw = adapter.queryRaw.bind(adapter)
      return Object.assign(adapter, {
        // The adapter's own version cuts a script at every semicolon, inside function bodies too.
        executeScript: async (script: string) => {
          await pool.query(script)
        },
        queryRaw: async (query: Parameters<typeof queryRaw>[0]) => {
          const result = await queryRaw(query)
          const columnTypes = result.columnTypes.map((type, index) =>
            charColumns.has(result.columnNames[index] ?? "") ? COLUMN_TYPE_CHARACTER : type,
          )
          return { ...result, columnTypes }
        },
      })
    },
  })
}

/** Runs `use` with an engine on the database at `url`; `schema` is the text of schema.prisma. */
export async function withSchemaEngine<T>(
  url: string,
  schema: string,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadModule()
  const { SchemaEngine } = await loaded
  const charColumns = new Set<string>()
  const pool = createTolerantPool(url, charColumns)
  try {
    const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils")
    const adapter = bindMigrationAwareSqlAdapterFactory(createFactory(pool, charColumns) as never)
    const engine = await SchemaEngine.new(
      { datamodels: [["schema.prisma", schema]] },
      () => undefined,
      adapter,
    )
    try {
      return await use(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}
