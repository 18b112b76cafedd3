import { z } from "zod"
import { AppError } from "@/lib/domain/errors"
import { FEATURE_VERSION } from "@/lib/providers/embedded/features"
import { callShapeSchema } from "@/lib/providers/embedded/ranking/call-shape"
import { RANKING_VERSION } from "@/lib/providers/embedded/ranking/features"
import type { Student } from "@/lib/providers/embedded/student"

/** The JSON half of a stored student; the other half is its Float32 tables, embedding rows in use only. */
const tablesSchema = z.object({
  featureVersion: z.int(),
  bits: z.int(),
  hidden: z.int(),
  /** Bucket numbers of the stored embedding rows, ascending. */
  rows: z.array(z.int()),
  seed: z.int(),
  datasetHash: z.string(),
})

export const checkpointHeaderSchema = z.union([
  tablesSchema.extend({
    kind: z.literal("actions").default("actions"),
    actions: z.array(z.string()),
    contentWords: z.array(z.string()),
  }),
  tablesSchema.extend({ kind: z.literal("ranking"), shapes: z.array(callShapeSchema) }),
])

export type CheckpointHeader = z.infer<typeof checkpointHeaderSchema>

export interface StoredStudent {
  header: CheckpointHeader
  bytes: Uint8Array<ArrayBuffer>
}

/** `touched` marks buckets that training examples used; an untouched row is only its random start and is not stored. */
export function encodeStudent(
  student: Student,
  origin: { seed: number; datasetHash: string; touched: readonly number[] },
): StoredStudent {
  const { network } = student
  const width = network.shape.hidden
  const floats = new Float32Array(
    origin.touched.length * width +
      network.hiddenBias.length +
      network.output.length +
      network.outputBias.length,
  )
  let at = 0
  for (const row of origin.touched) {
    floats.set(network.embedding.subarray(row * width, (row + 1) * width), at)
    at += width
  }
  for (const table of [network.hiddenBias, network.output, network.outputBias]) {
    floats.set(table, at)
    at += table.length
  }
  return {
    header: {
      ...describeStudent(student),
      bits: network.shape.bits,
      hidden: width,
      rows: [...origin.touched],
      seed: origin.seed,
      datasetHash: origin.datasetHash,
    },
    bytes: new Uint8Array(floats.buffer),
  }
}

function describeStudent(student: Student) {
  if (student.kind === "ranking") {
    return { kind: student.kind, featureVersion: RANKING_VERSION, shapes: student.shapes }
  }
  const { kind, actions, contentWords } = student
  return { kind, featureVersion: FEATURE_VERSION, actions, contentWords }
}

/** @throws AppError UNSUPPORTED when the features have changed since it was trained; INVALID_INPUT when it is damaged. */
export function decodeStudent(stored: { header: unknown; bytes: Uint8Array }): Student {
  const header = checkpointHeaderSchema.parse(stored.header)
  const version = header.kind === "ranking" ? RANKING_VERSION : FEATURE_VERSION
  if (header.featureVersion !== version) {
    throw new AppError(
      "UNSUPPORTED",
      "This student was trained by another version of Winnow; train it again.",
    )
  }
  const { hidden, bits, rows } = header
  const actions = header.kind === "ranking" ? 1 : header.actions.length
  const sizes = { used: rows.length * hidden, output: actions * hidden }
  if (stored.bytes.byteLength !== 4 * (sizes.used + hidden + sizes.output + actions)) {
    throw new AppError("INVALID_INPUT", "The stored student is damaged: its size does not match its header.")
  }
  const floats = new Float32Array(stored.bytes.slice().buffer)
  const embedding = new Float32Array(2 ** bits * hidden)
  for (const [index, row] of rows.entries()) {
    embedding.set(floats.subarray(index * hidden, (index + 1) * hidden), row * hidden)
  }
  let at = sizes.used
  const take = (length: number) => {
    at += length
    return floats.slice(at - length, at)
  }
  const network = {
    shape: { bits, hidden, actions },
    embedding,
    hiddenBias: take(hidden),
    output: take(sizes.output),
    outputBias: take(actions),
  }
  if (header.kind === "ranking") return { kind: header.kind, network, shapes: header.shapes }
  return { kind: header.kind, network, actions: header.actions, contentWords: header.contentWords }
}
