import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { encodeRows } from "@/lib/exporters/encode-rows"
import type { JsonObject } from "@/lib/exporters/exporter"
import { parquetExporter } from "@/lib/exporters/parquet"
import { prepareRows } from "@/lib/exporters/prepare-rows"
import { eventsOf } from "@/tests/export-readers/events-of"
import { eventsOfParquet, readParquet } from "@/tests/export-readers/parquet"
import { exportEpisode } from "@/tests/factories/export-arbitraries"

async function write(rows: Iterable<JsonObject>): Promise<Buffer> {
  const source = async function* () {
    yield* rows
  }
  return Buffer.concat(await Array.fromAsync(encodeRows(parquetExporter, source())))
}

const facts = {
  task: "t",
  run: "r",
  model: "m",
  split: "train",
  score: 0.5,
  success: null,
  metrics: { f1: 0.25 },
  label: "good",
} as const
const options = { rows: "episode", loss: "assistant", maxTokens: null } as const

const soundEpisode = exportEpisode.filter(({ messages }) =>
  messages.every(
    (message) =>
      message.role !== "assistant" ||
      (message.tool_calls ?? []).every((call) => !call.function.arguments.includes("'")),
  ),
)

describe("encodeParquet", () => {
  it("is read back by a library that did not write it: facts, messages, tools, masks and tokens", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(soundEpisode, { maxLength: 8 }), async (episodes) => {
        const made = episodes.flatMap((episode) =>
          prepareRows(parquetExporter, { ...episode, facts }, options, "none").rows.map((row) => ({
            ...row,
            episode,
          })),
        )
        const read = await readParquet(await write(made.map(({ row }) => row!)))
        expect(read).toHaveLength(made.length)
        for (const [index, row] of read.entries()) {
          const { episode, messageCount, tokens, trainedTokens } = made[index]!
          expect(row).toMatchObject({ ...facts, weight: episode.weight, last_step: messageCount - 1 })
          expect(row).toMatchObject({ tokens, trained_tokens: trainedTokens })
          expect(eventsOfParquet(row)).toEqual(eventsOf(episode.messages.slice(0, messageCount), "parquet"))
          expect(row.tools.map((tool) => tool.function.name)).toEqual(
            episode.tools.map((tool) => tool.function.name),
          )
          const isTrained = (step: number) =>
            episode.messages[step]?.role === "assistant" && !episode.maskedSteps?.includes(step)
          expect(row.trained).toEqual(Array.from({ length: messageCount }, (_, step) => isTrained(step)))
        }
      }),
      { numRuns: 30 },
    )
  })

  it("writes many rows in groups, chunk by chunk, and the same bytes every time", async () => {
    const messages = [
      { role: "user" as const, content: "é".repeat(200) },
      { role: "assistant" as const, content: "ok" },
    ]
    const rows = Array.from({ length: 2500 }, (_, index) => {
      const [prepared] = prepareRows(
        parquetExporter,
        { id: `e${index}`, messages, tools: [] },
        options,
        "none",
      ).rows
      return prepared!.row!
    })
    const chunks = await Array.fromAsync(
      encodeRows(
        parquetExporter,
        (async function* () {
          yield* rows
        })(),
      ),
    )
    expect(chunks.length).toBe(3)
    const bytes = await write(rows)
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true)
    const read = await readParquet(bytes)
    expect(read.map((row) => row.episode_id)).toEqual(rows.map((row) => row.episode_id))
    expect(read[2499]).toMatchObject({ task: null, score: null, success: null, label: null, weight: 1 })
  })

  it("is a file without rows, too", async () => {
    expect(await readParquet(await write([]))).toEqual([])
  })
})
