import type { TrainingMethod } from "@/lib/contracts/bundles"

const METHODS: Record<TrainingMethod, string> = {
  sft: "supervised fine-tuning",
  "iw-sft": "importance-weighted SFT, one weight for each row",
  "iw-sft-step": "importance-weighted SFT, one weight for each token",
  dpo: "direct preference optimisation",
}

interface Described {
  baseModel: string
  method: TrainingMethod
  lora: { rank: number } | null
}

/** How to use the folder, for whoever unpacks it. */
export function describeBundle(
  name: string,
  { baseModel, method, lora }: Described,
  rows: number,
  validationRows: number,
): string {
  return `# ${titleOf(name)}

${METHODS[method]} of ${baseModel}, ${lora ? `LoRA of rank ${lora.rank}` : "all weights"}:
${rows} rows for training, ${validationRows} for validation. What was kept and why is in manifest.json.

Train, on a machine with a GPU (or slowly without) and [uv](https://docs.astral.sh/uv/), which installs what the script names:

    uv run train.py .

It writes events.jsonl (loss, step by step), status.json and checkpoints/, and at the end model/. Stop it with SIGTERM; run again, it
goes on from its last checkpoint. Batch size and the like are in config.json.

Serve the result as OpenAI's chat completions on the loopback interface; the port is written to serve.json:

    WINNOW_SERVE_KEY=choose-one uv run serve.py .

Add that address under Settings, Connections, and a model there, and evaluate it like any other.
`
}

const titleOf = (name: string) => name.replace(/\s+/g, " ")

export function describeTinker(name: string, { baseModel, lora }: Described, rows: number): string {
  return `# ${titleOf(name)}

Supervised fine-tuning of ${baseModel} at Tinker, LoRA of rank ${lora?.rank ?? 0}: ${rows} conversations. What was kept and why is in
manifest.json. Train, with a key of Tinker's and [uv](https://docs.astral.sh/uv/), which installs what the script names:

    TINKER_API_KEY=... uv run train.py .

It writes events.jsonl step by step, and model.json with the address of the weights. Replies whose "trainable" is false are read
and not learnt. Tinker bills trained tokens; the other settings are in config.json.
`
}

interface Plain {
  exporter: { title: string; description: string; extension: string }
  usage: string | null
  rows: number
  validationRows: number
}

export function describePlain(name: string, { exporter, usage, rows, validationRows }: Plain): string {
  const how = usage
    ? `\nFor the file to mean what was chosen, the trainer is set so:\n\n${usage.replace(/^/gm, "    ")}\n`
    : ""
  return `# ${titleOf(name)}

${exporter.title}: ${exporter.description}
train.${exporter.extension} has ${rows} rows, validation.${exporter.extension} ${validationRows}. What was kept and why is in manifest.json.
${how}`
}
