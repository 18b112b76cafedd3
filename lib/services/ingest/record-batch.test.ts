import { expect, it } from "vitest"
import { validateEpisodeInput } from "@/lib/importers/validate-episode"
import { RecordBatch } from "@/lib/services/ingest/record-batch"

const EXPERIMENT = "01980000-0000-7000-8000-000000000000"

function makeBatch(bringsNew: boolean) {
  const context = { price: null, runToolTokens: 0, prompts: new Map(), bringsNew }
  const batch = new RecordBatch(EXPERIMENT, context)
  for (const no of [1, 2, 3]) {
    const validation = validateEpisodeInput({
      id: `01980000-0000-7000-8000-00000000000${no}`,
      taskKey: "a task",
      messages: [
        { role: "system", content: "Help." },
        { role: "user", content: `Find order ${no}.` },
      ],
    })
    if (!validation.ok) throw new Error(validation.reason)
    const raw = no === 1 ? () => "the first as it was sent" : undefined
    batch.add({ ok: true, line: no, episode: validation.episode, repairs: [], ...(raw && { raw }) })
  }
  return { batch, context }
}

it.each([{ places: [0, 1, 2] }, { places: [2] }])(
  "gives the same rows whether they were encoded at once or when asked for: $places",
  ({ places }) => {
    const [atOnce, whenAsked] = [true, false].map((bringsNew) => makeBatch(bringsNew).batch.prepare(places))
    expect(atOnce).toHaveLength(places.length)
    expect(atOnce?.every(({ stepRows }) => stepRows.length > 0)).toBe(true)
    expect(whenAsked).toEqual(atOnce)
  },
)

it("expects nothing new of a file whose last batch brought nothing, until one does", () => {
  const { batch, context } = makeBatch(true)
  batch.release()
  expect(context.bringsNew).toBe(false)
  const next = new RecordBatch(EXPERIMENT, context)
  next.prepare([])
  next.release()
  expect(context.bringsNew).toBe(true)
})

it("keeps the start of each text, or of the episode where it has none", () => {
  const { batch } = makeBatch(true)
  expect(batch.rawOf(0)).toBe("the first as it was sent")
  expect(JSON.parse(batch.rawOf(1))).toMatchObject({ taskKey: "a task" })
})
