import { createReadStream, createWriteStream, existsSync } from "node:fs"
import { mkdir, open, rm } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { AppError } from "@/lib/domain/errors"
import { getEnv } from "@/lib/env"
import { type FileHead, HEAD_BYTES } from "@/lib/importers/importer"

/** Bytes one uploaded file may have. */
export const UPLOAD_LIMIT_BYTES = 4 * 1024 ** 3

export function uploadFolder(): string {
  return join(getEnv().home, "uploads")
}

/** Where the file of an import lies; its own name never reaches the file system. */
export function uploadPath(importId: string): string {
  return join(uploadFolder(), importId)
}

async function* limitBytes(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of input) {
    total += chunk.byteLength
    if (total > UPLOAD_LIMIT_BYTES) {
      throw new AppError("TOO_LARGE", `A file may have at most ${UPLOAD_LIMIT_BYTES / 1024 ** 3} GB.`)
    }
    yield chunk
  }
}

/** Streams a body to disk; a half-written file is removed again. @throws AppError TOO_LARGE */
export async function saveUpload(importId: string, body: ReadableStream<Uint8Array>): Promise<void> {
  const path = uploadPath(importId)
  await mkdir(uploadFolder(), { recursive: true, mode: 0o700 })
  try {
    await pipeline(Readable.from(limitBytes(body)), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await removeUpload(importId)
    throw error
  }
}

export async function removeUpload(importId: string): Promise<void> {
  await rm(uploadPath(importId), { force: true })
}

/** The file's bytes; `onRead` hears how many have been read so far. */
export async function* readUpload(
  importId: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  if (!existsSync(uploadPath(importId))) {
    throw new AppError("GONE", "The uploaded file is no longer there. Upload it again.")
  }
  let read = 0
  for await (const chunk of createReadStream(uploadPath(importId), { highWaterMark: 256 * 1024 })) {
    read += (chunk as Buffer).byteLength
    onRead(read)
    yield chunk as Buffer
  }
}

export async function readUploadHead(importId: string, fileName: string): Promise<FileHead> {
  const file = await open(uploadPath(importId))
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return { name: fileName, bytes: buffer.subarray(0, bytesRead) }
  } finally {
    await file.close()
  }
}
