import { createReadStream, readdirSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { fireactImporter } from "@/lib/importers/fireact"
import type { ImportRecord } from "@/lib/importers/importer"

const dataFolder = process.env.WINNOW_TEST_DATA

async function readText(text: string): Promise<ImportRecord[]> {
  async function* bytes() {
    yield new TextEncoder().encode(text)
  }
  return Array.fromAsync(fireactImporter.read(bytes(), { fileName: "trajs.json" }))
}

const outcome = { reward: true, em: true, f1: 1, gt: "paris", pred: "paris" }
const chat = [
  { role: "user", content: "Capital of France?" },
  { role: "assistant", content: "Thought: I know.\nAction: finish[Paris]" },
  { role: "user", content: "Observation: Episode finished, reward = True" },
]

describe("fireactImporter", () => {
  it("reads chat messages, exact match as score and f1 as metric", async () => {
    const [record] = await readText(JSON.stringify({ "6238": { ...outcome, prompt: [], traj: chat } }))
    expect(record).toMatchObject({
      ok: true,
      repairs: [],
      episode: {
        externalId: "6238",
        taskKey: "6238",
        taskTitle: "Capital of France?",
        score: 1,
        success: true,
        metrics: { f1: 1 },
        stopReason: "completed",
        detail: { gt: "paris", pred: "paris" },
        messages: chat,
      },
    })
  })

  it("reads a transcript in an Alpaca template as the same messages", async () => {
    const traj =
      "Below is an instruction.\n\n### Instruction:\nCapital of France?\n\n### Response:\nThought: I know.\nAction: finish[Paris]\nObservation: Episode finished, reward = True\n"
    const [record] = await readText(JSON.stringify({ "6238": { ...outcome, prompt: "", traj } }))
    expect(record).toMatchObject({ ok: true, episode: { messages: chat, stopReason: "completed" } })
  })

  it("rejects an id that comes twice and an entry without trajectory, and keeps the rest", async () => {
    const entry = JSON.stringify({ ...outcome, traj: chat })
    const records = await readText(`{"1":${entry},"1":${entry},"2":{"em":false},"3":${entry}}`)
    expect(records.map((record) => (record.ok ? record.episode.externalId : record.reason))).toEqual([
      "1",
      'The id "1" came before in this file.',
      "The entry has no traj.",
      "3",
    ])
  })

  describe.skipIf(!dataFolder && !process.env.CI)(
    "on published trajectories (needs WINNOW_TEST_DATA)",
    () => {
      it("reads both models: 465 and 499 episodes, 464 shared tasks, exact match 0.430 and 0.345", async () => {
        const folder = `${dataFolder}/hotpotqa-react`
        const names = readdirSync(folder).filter((name) => name.startsWith("hotpotqa_dev"))
        const files = await Promise.all(
          names.sort().map(async (name) => {
            const input = createReadStream(`${folder}/${name}`)
            return Array.fromAsync(fireactImporter.read(input, { fileName: name }))
          }),
        )
        const landed = files.map((records) => records.filter((record) => record.ok))
        const rates = landed.map((records) => {
          const solved = records.filter((record) => record.episode.success).length
          return [records.length, (solved / records.length).toFixed(3)]
        })
        expect(rates).toEqual([
          [465, "0.430"],
          [499, "0.345"],
        ])
        const [first, second] = landed.map(
          (records) => new Set(records.map((record) => record.episode.taskKey)),
        )
        expect(first!.intersection(second!).size).toBe(464)
        const shapes = landed
          .flat()
          .map(({ episode }) => episode.messages.map(({ role }) => role[0]).join(""))
        expect(shapes.filter((shape) => !/^u(au)+$/.test(shape))).toEqual([])
        expect(landed.flat().filter(({ repairs }) => repairs.length > 0)).toEqual([])
        expect(
          names.map((name) => fireactImporter.describe({ name, bytes: new Uint8Array() }).modelName),
        ).toEqual(["ft_gpt-3.5-turbo-0613_princeton-nlp__7woQRsdi", "llama_models_lora_llama-2-13b-d_1000"])
      })
    },
  )
})
