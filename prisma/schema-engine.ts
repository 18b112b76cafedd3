import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { PrismaPg } from "@prisma/adapter-pg"
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils"
import type { SchemaEngine } from "@prisma/schema-engine-wasm"
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg"
import { Pool, type QueryResult } from "pg"

/** The type of `pg_constraint.contype` and its like, which the adapter does not know. */
const CHAR_OID = 18
const TEXT_OID = 25

const engineBindings = bindings as typeof bindings & {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: typeof SchemaEngine
}

let loaded = false

/** The package's own entry imports its WebAssembly as a module, which plain Node and bundlers treat differently. */
function loadEngine(): void {
  if (loaded) return
  const main = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm")
  const bytes = readFileSync(main.replace(/schema_engine\.js$/, "schema_engine_bg.wasm"))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  })
  engineBindings.__wbg_set_wasm(exports)
  const start = exports.__wbindgen_start as () => void
  start()
  // Without it a panic of the engine surfaces as an unrelated TypeError.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: reportPanic } })
  loaded = true
}

function reportPanic(message: string): void {
  process.stderr.write(`The schema engine failed: ${message}\n`)
}

/** Makes results with single-byte character columns readable: the adapter takes them for text, the engine is told the truth. */
function readCharacters(pool: Pool, factory: PrismaPg): SqlMigrationAwareDriverAdapterFactory {
  const characterColumns = new WeakMap<unknown[], number[]>()
  const query = pool.query.bind(pool) as (config: unknown) => Promise<QueryResult>
  pool.query = (async (config: unknown) => {
    const result = await query(config)
    const found = (result.fields ?? []).filter(({ dataTypeID }) => dataTypeID === CHAR_OID)
    if (found.length > 0)
      characterColumns.set(
        result.rows,
        found.map((field) => result.fields.indexOf(field)),
      )
    for (const field of found) field.dataTypeID = TEXT_OID
    return result
  }) as typeof pool.query

  const wrap = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    // The adapter's own version cuts a script at every semicolon, inside function bodies too.
    adapter.executeScript = async (script) => {
      await pool.query(script)
    }
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (input) => {
      const result = await queryRaw(input)
      for (const column of characterColumns.get(result.rows) ?? [])
        result.columnTypes[column] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => wrap(await factory.connect()),
    connectToShadowDb: async () => wrap(await factory.connectToShadowDb()),
  }
}

/** Runs `work` with Prisma's schema engine (WebAssembly, no download) on one connection to `url`. */
export async function withSchemaEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loadEngine()
  // One connection, because the engine's advisory lock belongs to the connection that took it.
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(readCharacters(pool, new PrismaPg(pool)))
    const engine = await engineBindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, factory)
    try {
      return await work(engine)
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}
