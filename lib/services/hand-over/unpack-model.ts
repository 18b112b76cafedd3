import { createWriteStream } from "node:fs"
import { type FileHandle, mkdir, open, readFile } from "node:fs/promises"
import { join } from "node:path"
import { Writable } from "node:stream"
import { type Entry, Reader, ZipReader } from "@zip.js/zip.js"
import { z } from "zod"
import { AppError } from "@/lib/domain/errors"

/** Weights and texts, lying flat: nothing that leads elsewhere, and nothing that is run when it is loaded. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}\.(safetensors|json|txt|jinja|model|md)$/

const MOST_FILES = 2000

const adapterSchema = z.object({ base_model_name_or_path: z.string() })

class DiskReader extends Reader<FileHandle> {
  readonly #handle: FileHandle

  constructor(handle: FileHandle) {
    super(handle)
    this.#handle = handle
  }

  override async init(): Promise<void> {
    await super.init?.()
    this.size = (await this.#handle.stat()).size
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length)
    const { bytesRead } = await this.#handle.read(bytes, 0, length, index)
    return bytes.subarray(0, bytesRead)
  }
}

function requireSound(entries: readonly Entry[], limit: number): void {
  if (entries.length === 0 || entries.length > MOST_FILES) {
    throw new AppError(
      "INVALID_INPUT",
      `The archive holds ${entries.length} files: 1 to ${MOST_FILES} are taken.`,
    )
  }
  const strange = entries.find(({ filename, directory }) => directory || !NAME.test(filename))
  if (strange) {
    const message = `The archive holds ${JSON.stringify(strange.filename.slice(0, 100))}: only weights (safetensors), JSON and texts are taken, without folders.`
    throw new AppError("INVALID_INPUT", message)
  }
  const total = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0)
  if (total > limit) throw new AppError("TOO_LARGE", `A model may have at most ${limit} bytes unpacked.`)
}

/** Stops where an entry holds more than it said. */
async function writeEntry(entry: Entry, path: string): Promise<void> {
  if (entry.directory || !entry.getData) return
  let left = entry.uncompressedSize
  const file = Writable.toWeb(createWriteStream(path, { mode: 0o600, flags: "wx" }))
  const writer = file.getWriter()
  const guarded = new WritableStream<Uint8Array>({
    async write(chunk) {
      left -= chunk.byteLength
      if (left < 0) throw new AppError("INVALID_INPUT", `${entry.filename} is larger than the archive says.`)
      await writer.write(chunk)
    },
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  })
  await entry.getData(guarded, { useWebWorkers: false, checkSignature: true })
}

/** An adapter works on the weights it was trained from and no others. */
async function requireModel(folder: string, names: readonly string[], baseModel: string): Promise<void> {
  if (!names.some((name) => name.endsWith(".safetensors"))) {
    throw new AppError("INVALID_INPUT", "The archive holds no weights (safetensors).")
  }
  if (!names.includes("adapter_config.json")) {
    if (names.includes("config.json")) return
    throw new AppError("INVALID_INPUT", "The archive holds neither config.json nor adapter_config.json.")
  }
  const parsed = adapterSchema.safeParse(
    JSON.parse(await readFile(join(folder, "adapter_config.json"), "utf8")),
  )
  if (parsed.data?.base_model_name_or_path === baseModel) return
  throw new AppError("INVALID_INPUT", `The adapter was trained from another model than ${baseModel}.`)
}

/** @throws AppError INVALID_INPUT or TOO_LARGE naming what is wrong; the folder may then be half-written. */
export async function unpackModel(
  archive: string,
  folder: string,
  { limit, baseModel }: { limit: number; baseModel: string },
): Promise<void> {
  await mkdir(folder, { mode: 0o700 })
  const handle = await open(archive)
  try {
    const reader = new ZipReader(new DiskReader(handle))
    const entries = await reader.getEntries()
    requireSound(entries, limit)
    for (const entry of entries) await writeEntry(entry, join(folder, entry.filename))
    await requireModel(
      folder,
      entries.map(({ filename }) => filename),
      baseModel,
    )
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error)) throw error
    throw new AppError("INVALID_INPUT", "The archive cannot be read as a zip of a model.", [], {
      cause: error,
    })
  } finally {
    await handle.close()
  }
}
