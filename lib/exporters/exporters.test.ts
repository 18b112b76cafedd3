import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { ROW_FIXES } from "@/lib/domain/export-options"
import { countMessageTokens } from "@/lib/domain/tokens/message-tokens"
import type { EpisodeExporter, ExportEpisode, ExportOptions } from "@/lib/exporters/exporter"
import { preparePair } from "@/lib/exporters/prepare-pair"
import { prepareRows } from "@/lib/exporters/prepare-rows"
import { EXPORTERS } from "@/lib/exporters/registry"
import { eventsOf } from "@/tests/export-readers/events-of"
import { LINE_READERS, PAIR_READERS } from "@/tests/export-readers/readers"
import { exportAnswer, exportEpisode, exportPrompt } from "@/tests/factories/export-arbitraries"

const episodeExporters = EXPORTERS.filter((exporter) => exporter.input === "episodes")
const pairExporters = EXPORTERS.filter((exporter) => exporter.input === "pairs")

function choicesOf(exporter: EpisodeExporter): fc.Arbitrary<ExportOptions> {
  return fc
    .record({
      rows: fc.constantFrom(...exporter.rows),
      loss: fc.constantFrom(...exporter.losses),
      maxTokens: fc.constantFrom(null, 40),
    })
    .map((options) => (options.rows === "turn" ? { ...options, loss: "assistant" as const } : options))
}

/** Rows as a reader of the file meets them. */
function written(
  exporter: EpisodeExporter,
  episode: ExportEpisode,
  options: ExportOptions,
  fix: "drop" | "truncate",
) {
  return prepareRows(exporter, episode, options, fix).rows.flatMap((prepared) =>
    prepared.row === null ? [] : [{ ...prepared, row: JSON.parse(JSON.stringify(prepared.row)) as unknown }],
  )
}

describe("every exporter", () => {
  it("has an id of its own and an independent reader", () => {
    expect(new Set(EXPORTERS.map(({ id }) => id)).size).toBe(EXPORTERS.length)
    const read = [...Object.keys(LINE_READERS), ...Object.keys(PAIR_READERS), "parquet"]
    expect(read.sort()).toEqual(EXPORTERS.map(({ id }) => id).sort())
  })

  it("gives the same rows for the same episode", () => {
    fc.assert(
      fc.property(exportEpisode, fc.constantFrom(...episodeExporters), (episode, exporter) => {
        const options = { rows: exporter.rows[0]!, loss: exporter.losses[0]!, maxTokens: null }
        const text = () => JSON.stringify(prepareRows(exporter, episode, options, "truncate"))
        expect(text()).toBe(text())
      }),
    )
  })
})

describe.each(episodeExporters.map((exporter) => [exporter.id, exporter] as const))("%s", (id, exporter) => {
  const read = LINE_READERS[id]

  if (read)
    it("writes only rows that the independent reader takes, with the same texts, calls and tools", () => {
      let writtenCount = 0
      fc.assert(
        fc.property(
          exportEpisode,
          choicesOf(exporter),
          fc.constantFrom("drop", "truncate"),
          (episode, options, fix) => {
            for (const { row, messageCount } of written(exporter, episode, options, fix)) {
              writtenCount += 1
              const reading = read(row)
              expect(reading.events).toEqual(eventsOf(episode.messages.slice(0, messageCount), id))
              expect(reading.tools).toEqual(episode.tools.map((tool) => tool.function.name))
              if (reading.weight !== undefined) expect(reading.weight).toBe(episode.weight)
            }
          },
        ),
        { numRuns: 120 },
      )
      expect(writtenCount).toBeGreaterThan(3)
    })

  it("trains on what is not masked, once for each reply", () => {
    fc.assert(
      fc.property(exportEpisode, choicesOf(exporter), (episode, options) => {
        for (const { row, messageCount } of written(exporter, episode, options, "truncate")) {
          const trained = read?.(row).trainedReplies
          if (trained === null || trained === undefined) continue
          const replies = episode.messages
            .slice(0, messageCount)
            .filter(({ role }, step) => role === "assistant" && !episode.maskedSteps?.includes(step))
          expect(trained).toBe(options.rows === "turn" ? 1 : replies.length)
        }
      }),
    )
  })

  it("names a fix for every row that breaks a rule, and none is left once it is applied", () => {
    fc.assert(
      fc.property(
        exportEpisode,
        choicesOf(exporter),
        fc.constantFrom(...ROW_FIXES),
        (episode, options, fix) => {
          for (const { row, problems, proposedFix, applied, messageCount } of prepareRows(
            exporter,
            episode,
            options,
            fix,
          ).rows) {
            const isBroken = problems.some(({ severity }) => severity === "error")
            expect(proposedFix !== null).toBe(isBroken)
            expect(applied).toEqual(isBroken && fix !== "none" ? proposedFix : null)
            expect(row === null).toBe(isBroken && (fix === "none" || applied?.kind === "drop"))
            if (applied?.kind === "truncate") {
              expect(messageCount).toBe(applied.step + 1)
              expect(episode.messages[applied.step]?.role).toBe("assistant")
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it("counts more tokens for all than for what is trained, and none for rows that are not written", () => {
    fc.assert(
      fc.property(exportEpisode, choicesOf(exporter), fc.constantFrom(...ROW_FIXES), (said, options, fix) => {
        // As the store has counts; an empty reply counts something here, so that a row that is written trains on something.
        const messageTokens = said.messages.map((message) => 1 + countMessageTokens(message))
        const episode = { ...said, messageTokens }
        for (const { row, tokens, trainedTokens } of prepareRows(exporter, episode, options, fix).rows) {
          expect(tokens).toBeGreaterThanOrEqual(trainedTokens)
          expect(trainedTokens > 0).toBe(row !== null)
          if (options.maxTokens !== null && exporter.rules)
            expect(tokens).toBeLessThanOrEqual(options.maxTokens)
        }
      }),
      { numRuns: 40 },
    )
  })

  it("keeps the digits of numbers that no double holds", () => {
    const call = {
      id: "a",
      type: "function" as const,
      function: { name: "find", arguments: '{"order":12345678901234567890}' },
    }
    const messages = [
      { role: "user" as const, content: "Find it." },
      { role: "assistant" as const, content: null, tool_calls: [call] },
    ]
    const options = { rows: exporter.rows[0]!, loss: exporter.losses[0]!, maxTokens: null }
    const [prepared] = prepareRows(exporter, { id: "e", messages, tools: [] }, options, "none").rows
    expect(JSON.stringify(prepared?.row)).toContain("12345678901234567890")
  })
})

describe.each(pairExporters.map((exporter) => [exporter.id, exporter] as const))("%s", (id, exporter) => {
  const read = PAIR_READERS[id]!
  const pair = fc.record({
    id: fc.constant("pair"),
    prompt: exportPrompt,
    tools: exportEpisode.map(({ tools }) => tools),
    chosen: exportAnswer,
    rejected: exportAnswer,
    chosenEpisodeId: fc.constant("a"),
    rejectedEpisodeId: fc.constant("b"),
  })

  it("writes only pairs that the independent reader takes, with the same texts, calls and tools", () => {
    let writtenCount = 0
    fc.assert(
      fc.property(pair, (value) => {
        const [prepared] = preparePair(exporter, value, { maxTokens: null }, "none").rows
        if (!prepared?.row) return
        writtenCount += 1
        const reading = read(JSON.parse(JSON.stringify(prepared.row)))
        expect(reading.chosen).toEqual(eventsOf([...value.prompt, ...value.chosen], id))
        expect(reading.rejected).toEqual(eventsOf([...value.prompt, ...value.rejected], id))
        expect(reading.tools).toEqual(value.tools.map((tool) => tool.function.name))
      }),
      { numRuns: 150 },
    )
    expect(writtenCount).toBeGreaterThan(0)
  })

  it("drops pairs whose answers are the same, missing or too many", () => {
    const prompt = [{ role: "user" as const, content: "Hi" }]
    const reply = (content: string) => ({ role: "assistant" as const, content })
    const base = { id: "p", prompt, tools: [], chosenEpisodeId: "a", rejectedEpisodeId: "b" }
    const fixOf = (chosen: ReturnType<typeof reply>[], rejected: ReturnType<typeof reply>[]) =>
      preparePair(exporter, { ...base, chosen, rejected }, { maxTokens: null }, "drop").rows[0]?.applied
    expect(fixOf([reply("a")], [reply("b")])).toBeNull()
    expect(fixOf([reply("a")], [reply("a")])).toEqual({ kind: "drop" })
    expect(fixOf([], [reply("a")])).toEqual({ kind: "drop" })
    const long = fixOf([reply("a"), reply("c")], [reply("b")])
    expect(long).toEqual(exporter.answers === "any" ? null : { kind: "drop" })
  })
})
