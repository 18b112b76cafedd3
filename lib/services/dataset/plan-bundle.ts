import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { z } from "zod"
import type { downloadBundle as route } from "@/lib/contracts/bundles"
import { AppError } from "@/lib/domain/errors"
import { getExporter } from "@/lib/exporters/registry"
import { readScript } from "@/lib/providers/own-machine/run-folder"
import { settingsSchema, toScriptConfig } from "@/lib/providers/own-machine/settings"
import { describeBundle, describePlain, describeTinker } from "@/lib/services/dataset/bundle-readme"

type Input = z.output<(typeof route)["input"]>

const TINKER_SCRIPT = "lib/exporters/bundle/tinker.py"

/** What a bundle is made of. */
export interface BundlePlan {
  /** The export that its rows come from. */
  request: { experimentId: string; datasetId: string; format: string; fix: "drop" | "truncate" }
  extension: string
  /** For the file's name. */
  kind: string
  /** Files besides rows, manifest and readme. */
  scripts(): Promise<Record<string, string>>
  describe(name: string, rows: number, validationRows: number): string
}

/** What train.py reads: what was asked for, and the usual for the rest. */
function toConfig(input: Input, seed: number) {
  const { method, baseModel, epochs, learningRate, loraRank, maxTokens } = input
  const settings = settingsSchema.parse({ method, epochs, learningRate, loraRank, maxTokens })
  return toScriptConfig({ baseModel, seed, settings })
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

/** Rows that carry weights and masks, or pairs; what breaks a rule of the format is cut after its last sound reply. */
function planTrl(input: Input, seed: number): BundlePlan {
  const { experimentId, datasetId, method } = input
  const config = toConfig(input, seed)
  const isPairs = method === "dpo"
  return {
    request: {
      experimentId,
      datasetId,
      format: isPairs ? "trl-preference" : "fireworks",
      fix: isPairs ? "drop" : "truncate",
    },
    extension: "jsonl",
    kind: method,
    scripts: async () => ({
      "config.json": toJson(config),
      "train.py": await readScript("train.py"),
      "serve.py": await readScript("serve.py"),
    }),
    describe: (name, rows, validationRows) => describeBundle(name, config, rows, validationRows),
  }
}

function planTinker(input: Input, seed: number): BundlePlan {
  const { experimentId, datasetId } = input
  if (input.method !== "sft" || input.loraRank === 0) {
    throw new AppError(
      "INVALID_INPUT",
      "The bundle for Tinker trains a LoRA supervised: choose that method, and a rank.",
    )
  }
  const config = toConfig(input, seed)
  return {
    request: { experimentId, datasetId, format: "tinker", fix: "truncate" },
    extension: "jsonl",
    kind: "tinker",
    scripts: async () => ({
      "config.json": toJson(config),
      "train.py": await readFile(join(process.cwd(), TINKER_SCRIPT), "utf8"),
    }),
    describe: (name, rows) => describeTinker(name, config, rows),
  }
}

function planPlain({ experimentId, datasetId, format }: Input): BundlePlan {
  const exporter = getExporter(format)
  if (!exporter) throw new AppError("INVALID_INPUT", `There is no format ${format}.`)
  const isPairs = exporter.input === "pairs"
  const usage = isPairs
    ? exporter.usage()
    : exporter.usage({
        rows: exporter.rows[0] ?? "episode",
        loss: exporter.losses[0] ?? "assistant",
        maxTokens: null,
      })
  return {
    request: { experimentId, datasetId, format, fix: isPairs ? "drop" : "truncate" },
    extension: exporter.extension,
    kind: format,
    scripts: async () => ({}),
    describe: (name, rows, validationRows) => describePlain(name, { exporter, usage, rows, validationRows }),
  }
}

/** @throws AppError INVALID_INPUT for what does not go together. */
export function planBundle(input: Input, seed: number): BundlePlan {
  switch (input.target) {
    case "trl":
      return planTrl(input, seed)
    case "tinker":
      return planTinker(input, seed)
    case "plain":
      return planPlain(input)
  }
}
