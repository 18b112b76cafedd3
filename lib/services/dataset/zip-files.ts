import { ZipWriter } from "@zip.js/zip.js"

/** A zip of files that are read as they are asked for: nothing is held in memory or on the disk. */
export async function* zipFiles(
  files: AsyncGenerator<[string, ReadableStream<Uint8Array>]>,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = new ZipWriter(writable, { useWebWorkers: false })
  const write = async () => {
    for await (const [name, stream] of files) await writer.add(name, stream)
    await writer.close()
  }
  // What breaks off while it is written never ends the stream by itself.
  const broken = write().then(() => new Promise<never>(() => undefined))
  broken.catch(() => undefined)
  const reader = readable.getReader()
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), broken])
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
