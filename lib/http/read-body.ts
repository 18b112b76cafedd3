import { Readable, Transform } from "node:stream"
import type { ReadableStream as NodeStream } from "node:stream/web"
import { constants, createGunzip, createZstdDecompress } from "node:zlib"
import { AppError } from "@/lib/domain/errors"

const MEGABYTE = 1024 * 1024

export interface BodyLimits {
  /** After decompression. */
  bytes: number
  /** How much larger than it came a body may become; asked once it is past `ratioFrom` bytes. */
  ratio: number
  ratioFrom: number
}

/** Text of trajectories compresses to a tenth or so. A body beyond a gigabyte is better sent in parts, or imported as a file. */
const BODY_LIMITS: BodyLimits = { bytes: 1024 * MEGABYTE, ratio: 200, ratioFrom: 16 * MEGABYTE }

/** Windows of zstd's highest ordinary levels; beyond it a few bytes could ask for gigabytes. */
const ZSTD_WINDOW_LOG = 23

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } }),
}

function tooLarge(limits: BodyLimits): AppError {
  const most = Math.round(limits.bytes / MEGABYTE)
  return new AppError(
    "TOO_LARGE",
    `A body may have at most ${most} MB; send the rest in another. What was read before that is stored.`,
  )
}

class Meter extends Transform {
  bytes = 0
  private readonly check: (bytes: number) => AppError | null

  constructor(check: (bytes: number) => AppError | null) {
    super()
    this.check = check
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: Error | null, chunk?: Buffer) => void) {
    this.bytes += chunk.length
    const problem = this.check(this.bytes)
    if (problem) done(problem)
    else done(null, chunk)
  }
}

function readable(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (!code.startsWith("Z_") && !code.startsWith("ZSTD_")) return error
  return new AppError("INVALID_INPUT", "The body is not what its content-encoding says, or was cut off.")
}

async function* readPlain(body: ReadableStream<Uint8Array>, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body as NodeStream<Uint8Array>) {
    bytes += chunk.length
    if (bytes > limits.bytes) throw tooLarge(limits)
    yield chunk
  }
}

async function* readPacked(
  body: ReadableStream<Uint8Array>,
  decoder: Transform,
  limits: BodyLimits,
): AsyncGenerator<Uint8Array> {
  const arrived = new Meter(() => null)
  const unpacked = new Meter((bytes) => {
    if (bytes > limits.bytes) return tooLarge(limits)
    if (bytes < limits.ratioFrom || bytes < arrived.bytes * limits.ratio) return null
    return new AppError("TOO_LARGE", `The body unpacks to more than ${limits.ratio} times its size.`)
  })
  const stages: Transform[] = [arrived, decoder, unpacked]
  const source = Readable.fromWeb(body as NodeStream)
  const end = stages.reduce<Readable>((from, to) => {
    from.on("error", (error) => to.destroy(error))
    return from.pipe(to)
  }, source)
  try {
    yield* end as AsyncIterable<Buffer>
  } catch (error) {
    throw readable(error)
  } finally {
    source.destroy()
    for (const stage of stages) stage.destroy()
  }
}

/**
 * The body of a request as it was before compression (gzip and zstd), as a stream that holds its sender back.
 * @throws AppError UNSUPPORTED for another encoding, TOO_LARGE at once where the sender says so and on the way where not,
 * INVALID_INPUT for a damaged one.
 */
export function readBody(
  request: Request,
  limits: BodyLimits = BODY_LIMITS,
): AsyncIterable<Uint8Array> | null {
  if (!request.body) return null
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() || "identity"
  if (encoding !== "identity" && !Object.hasOwn(decoders, encoding)) {
    throw new AppError(
      "UNSUPPORTED",
      `The content-encoding ${encoding} is not known; use gzip, zstd or none.`,
    )
  }
  if (Number(request.headers.get("content-length") ?? 0) > limits.bytes) throw tooLarge(limits)
  const decoder = decoders[encoding]?.()
  return decoder ? readPacked(request.body, decoder, limits) : readPlain(request.body, limits)
}
