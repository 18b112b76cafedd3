import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { checkDataset as checkRoute } from "@/lib/contracts/exports"
import { SPLITS } from "@/lib/domain/episode"
import { checkDataset } from "@/lib/services/dataset/check"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { readOpenaiChat } from "@/tests/export-readers/chat-lines"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { hasPublishedFiles, importPublishedRun, readPublishedTools } from "@/tests/factories/published-run"

describe.skipIf(!hasPublishedFiles)(
  "tau-bench airline, curated and exported (needs WINNOW_TEST_DATA)",
  () => {
    let store: TestStore
    beforeAll(async () => {
      store = await openTestStore()
    })
    afterAll(() => store.close())

    /** What the rule score >= 1 keeps of the 200 episodes. */
    async function curate(tools?: Record<string, unknown>[]) {
      const ctx = store.as("editor")
      const file = "tau-bench-airline/gpt-4o-airline.json"
      const run = await importPublishedRun(ctx, "tau-bench", file, tools ? { tools } : {})
      const { experimentId } = run
      const rules = [{ type: "threshold" as const, metric: "score", min: 1 }]
      const input = { experimentId, name: "solved", runIds: [run.id], rules }
      const dataset = await createDataset(ctx, createRoute.input.parse(input))
      return { dataset, key: checkRoute.input.parse({ experimentId, datasetId: dataset.id }) }
    }

    async function exportLines(
      key: Awaited<ReturnType<typeof curate>>["key"],
      split: (typeof SPLITS)[number],
    ) {
      const { chunks } = await exportDataset(store.as("viewer"), { ...key, split })
      const text = Buffer.concat(await Array.fromAsync(chunks)).toString()
      return text === "" ? [] : text.trimEnd().split("\n")
    }

    it("keeps 84 episodes and exports 84 valid lines over its split files, trimmed as the check says", async () => {
      const { dataset, key } = await curate(readPublishedTools("tau-bench-env/airline/tools.json"))
      expect(dataset.episodeCount).toBe(84)
      expect(dataset.manifest.funnel).toEqual([{ rule: 0, before: 200, kept: 84, dropped: 116 }])
      const check = await checkDataset(store.as("viewer"), key)
      expect(check.problemCount).toBe(0)
      expect(check.findings.map(({ message }) => message).join("\n")).toMatch(
        /cut after the last assistant message/,
      )
      let lineCount = 0
      for (const split of SPLITS) {
        const lines = await exportLines(key, split)
        lineCount += lines.length
        const counted = check.splits.find((part) => part.split === split)
        expect(counted?.rows ?? 0).toBe(lines.length)
        for (const line of lines) {
          expect(readOpenaiChat(JSON.parse(line)).tools).toHaveLength(14)
          const { messages, tools } = JSON.parse(line)
          expect(messages.at(-1).role).toBe("assistant")
          expect(tools).toHaveLength(14)
        }
      }
      expect(lineCount).toBe(84)
    })

    it("warns, with the way out, that rows with tool calls carry no tools", async () => {
      const { key } = await curate()
      const { problemCount, findings } = await checkDataset(store.as("viewer"), key)
      expect(problemCount).toBe(0)
      const notes = findings.filter(({ message }) => message.includes("no tool definitions"))
      expect(notes.map(({ split }) => split)).toEqual(["train", "validation"])
      expect(notes[0]?.message).toMatch(/--tools/)
      expect((await exportLines(key, "train")).every((line) => !("tools" in JSON.parse(line)))).toBe(true)
    })
  },
)
