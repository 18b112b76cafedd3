import { json } from "node:stream/consumers"
import { z } from "zod"
import { JobLife } from "@/tests/protocol/job-life"
import { answerChat } from "@/tests/protocol/openai-server"
import { type Answer, ProtocolServer, requireShape, Violation } from "@/tests/protocol/protocol-server"
import { readFormUpload, type Upload } from "@/tests/protocol/read-upload"

/** Written from openai@7.55 `resources/fine-tuning/jobs` and the OpenAPI's FineTuneChatRequestInput. */
const auto = <Schema extends z.ZodType>(schema: Schema) => z.union([z.literal("auto"), schema])

const hyper = {
  n_epochs: auto(z.int().min(1).max(50)).optional(),
  batch_size: auto(z.int().min(1).max(256)).optional(),
  learning_rate_multiplier: auto(z.number().gt(0)).optional(),
}

const createSchema = z.strictObject({
  model: z.string(),
  training_file: z.string().startsWith("file-"),
  validation_file: z.string().startsWith("file-").nullish(),
  suffix: z.string().min(1).max(64).nullish(),
  seed: z.int().min(0).max(2_147_483_647).nullish(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16)
    .nullish(),
  method: z
    .discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("supervised"),
        supervised: z.strictObject({ hyperparameters: z.strictObject(hyper).optional() }),
      }),
      z.strictObject({
        type: z.literal("dpo"),
        dpo: z.strictObject({
          hyperparameters: z
            .strictObject({ ...hyper, beta: auto(z.number().gt(0).max(2)).optional() })
            .optional(),
        }),
      }),
    ])
    .optional(),
})

const call = z.strictObject({
  id: z.string(),
  type: z.literal("function"),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    arguments: z.string().refine((text) => JSON.parse(text) !== undefined),
  }),
})

const assistant = z.strictObject({
  role: z.literal("assistant"),
  content: z.string().nullish(),
  tool_calls: z.array(call).min(1).optional(),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
})

const message = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: z.string() }),
  z.strictObject({ role: z.literal("user"), content: z.string() }),
  assistant,
  z.strictObject({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
])

const tools = z
  .array(
    z.strictObject({
      type: z.literal("function"),
      function: z.strictObject({
        name: z.string(),
        description: z.string().optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
        strict: z.boolean().nullish(),
      }),
    }),
  )
  .optional()

export const chatLine = z.strictObject({ messages: z.array(message).min(2), tools })

export const pairLine = z.strictObject({
  input: z.strictObject({ messages: z.array(message).min(1), tools }),
  preferred_output: z.array(assistant).length(1),
  non_preferred_output: z.array(assistant).length(1),
})

interface ServedJob {
  id: string
  created_at: number
  body: z.infer<typeof createSchema>
  life: JobLife
  paused: boolean
  events: { id: string; created_at: number; level: string; message: string; type: string; data?: unknown }[]
}

export interface OpenAiTrainingServer extends ProtocolServer {
  readonly baseUrl: string
  key: string
  /** The statuses that a job goes through, one a look; the last stays. */
  life: string[]
  /** Of a failed job. */
  failure: { code: string; message: string; param: string | null } | null
  /** The model of a job that succeeded is never named. */
  forgetsModel: boolean
  /** A cancel is answered with a conflict: the job has just succeeded. */
  cancelsTooLate: boolean
  jobs: ServedJob[]
  uploads: Map<string, Upload>
}

const error = (status: number, code: string, text: string): Answer => ({
  status,
  body: { error: { message: text, type: "invalid_request_error", param: null, code } },
})

/** OpenAI's files and fine-tuning jobs on the loopback, with the models that come of them. */
export async function startOpenAiTrainingServer(port = 0): Promise<OpenAiTrainingServer> {
  const base = new ProtocolServer()
  const server = Object.assign(base, {
    key: "sk-test-training",
    life: ["validating_files", "queued", "running", "running", "succeeded"],
    failure: null,
    forgetsModel: false,
    cancelsTooLate: false,
    jobs: [] as ServedJob[],
    uploads: new Map<string, Upload>(),
  }) as unknown as OpenAiTrainingServer
  const now = () => Math.floor(Date.now() / 1000)

  server.guard = ({ headers }, name) => {
    if (name !== "chat" && headers["openai-beta"]) throw new Violation("a beta header")
    return headers.authorization === `Bearer ${server.key}`
      ? null
      : error(401, "invalid_api_key", `Incorrect API key provided: ${headers.authorization}.`)
  }

  const statusOf = ({ life, paused }: ServedJob) => (paused ? "paused" : life.status)
  const present = (job: ServedJob) => {
    const status = statusOf(job)
    const isDone = status === "succeeded"
    return {
      object: "fine_tuning.job",
      id: job.id,
      created_at: job.created_at,
      finished_at: isDone ? now() : null,
      model: job.body.model,
      fine_tuned_model:
        isDone && !server.forgetsModel
          ? `ft:${job.body.model}:org:${job.body.suffix}:${job.id.slice(-6)}`
          : null,
      organization_id: "org-test",
      status,
      training_file: job.body.training_file,
      validation_file: job.body.validation_file ?? null,
      result_files: [],
      trained_tokens: isDone ? 12_345 : null,
      hyperparameters: { n_epochs: 3 },
      method: job.body.method,
      seed: job.body.seed,
      metadata: job.body.metadata ?? null,
      integrations: [],
      estimated_finish: null,
      error: status === "failed" ? server.failure : {},
    }
  }
  const find = (id: string | undefined) => server.jobs.find((job) => job.id === id)

  server.on("upload", "POST", "/v1/files", [], async ({ request }) => {
    const upload = await readFormUpload(request)
    requireShape(z.strictObject({ purpose: z.literal("fine-tune") }), upload.fields, "the form")
    if (!upload.fileName.endsWith(".jsonl")) throw new Violation(`a file called ${upload.fileName}`)
    if (upload.byteCount > 512 * 1024 * 1024) return error(413, "file_too_large", "The file is too large.")
    const id = `file-${server.uploads.size + 1}`
    server.uploads.set(id, upload)
    return {
      body: {
        id,
        object: "file",
        bytes: upload.byteCount,
        created_at: now(),
        filename: upload.fileName,
        purpose: "fine-tune",
        status: "uploaded",
      },
    }
  })

  server.on("file", "GET", "/v1/files/@id", [], ({ params }) => {
    const upload = server.uploads.get(params.id ?? "")
    if (!upload) return error(404, "not_found", "No such File object.")
    return {
      body: {
        id: params.id,
        object: "file",
        bytes: upload.byteCount,
        created_at: now(),
        filename: upload.fileName,
        purpose: "fine-tune",
        status: "processed",
      },
    }
  })

  server.on("create", "POST", "/v1/fine_tuning/jobs", [], async (exchange) => {
    const body = await exchange.json(createSchema)
    const upload = server.uploads.get(body.training_file)
    if (!upload) return error(400, "invalid_training_file", "No such training file.")
    const lineSchema = body.method?.type === "dpo" ? pairLine : chatLine
    const lines = upload.text?.trim().split("\n") ?? []
    for (const [index, line] of lines.entries())
      requireShape(lineSchema, JSON.parse(line), `line ${index + 1}`)
    if (lines.length < 10)
      return error(400, "invalid_training_file", "The training file has too few examples.")
    const id = `ftjob-${String(server.jobs.length + 1).padStart(6, "0")}`
    server.jobs.push({
      id,
      created_at: now(),
      body,
      life: new JobLife(server.life),
      paused: false,
      events: [],
    })
    return { body: present(server.jobs.at(-1) as ServedJob) }
  })

  server.on(
    "list",
    "GET",
    "/v1/fine_tuning/jobs",
    ["limit", "after", "metadata[winnow_job]"],
    ({ query }) => {
      const wanted = query.get("metadata[winnow_job]")
      const jobs = server.jobs.filter(({ body }) => wanted === null || body.metadata?.winnow_job === wanted)
      return { body: { object: "list", data: jobs.map(present), has_more: false } }
    },
  )

  server.on("retrieve", "GET", "/v1/fine_tuning/jobs/@id", [], ({ params }) => {
    const job = find(params.id)
    if (!job) return error(404, "not_found", "No such fine-tuning job.")
    const body = present(job)
    const at = now()
    const step = job.life.polls + 1
    const steps = job.life.statuses.length
    const say = (type: string, text: string, data?: unknown) =>
      job.events.push({
        id: `ftevent-${job.id}-${job.events.length}`,
        created_at: at,
        level: "info",
        message: text,
        type,
        ...(data ? { data } : {}),
      })
    say("message", `The job is ${body.status}.`)
    if (body.status === "running") {
      const data = {
        step,
        total_steps: steps,
        train_loss: 2 / step,
        train_mean_token_accuracy: 0.5,
      }
      say("metrics", `Step ${step}/${steps}: training loss=${(2 / step).toFixed(2)}`, data)
    }
    if (!job.paused) job.life.look()
    return { body }
  })

  server.on("events", "GET", "/v1/fine_tuning/jobs/@id/events", ["limit", "after"], ({ params, query }) => {
    const events = [...(find(params.id)?.events ?? [])].reverse()
    const after = query.get("after")
    const from = after ? events.findIndex(({ id }) => id === after) + 1 : 0
    const limit = Number(query.get("limit") ?? 20)
    const data = events
      .slice(from, from + limit)
      .map((event) => ({ object: "fine_tuning.job.event", ...event }))
    return { body: { object: "list", data, has_more: from + limit < events.length } }
  })

  server.on(
    "checkpoints",
    "GET",
    "/v1/fine_tuning/jobs/@id/checkpoints",
    ["limit", "after"],
    ({ params }) => {
      const job = find(params.id)
      const isDone = job && statusOf(job) === "succeeded"
      const checkpoint = {
        object: "fine_tuning.job.checkpoint",
        id: "ftckpt_1",
        created_at: now(),
        fine_tuned_model_checkpoint: `ft:x:org::1:ckpt-step-88`,
        fine_tuning_job_id: params.id,
        step_number: 88,
        metrics: { step: 88, train_loss: 0.4 },
      }
      return { body: { object: "list", data: isDone ? [checkpoint] : [], has_more: false } }
    },
  )

  server.on("cancel", "POST", "/v1/fine_tuning/jobs/@id/cancel", [], ({ params }) => {
    const job = find(params.id)
    if (!job) return error(404, "not_found", "No such fine-tuning job.")
    if (server.cancelsTooLate) {
      job.life.end("succeeded")
      return error(400, "invalid_request", "The job has succeeded already.")
    }
    job.life.end("cancelled")
    return { body: present(job) }
  })
  for (const action of ["pause", "resume"] as const) {
    server.on(action, "POST", `/v1/fine_tuning/jobs/@id/${action}`, [], ({ params }) => {
      const job = find(params.id)
      if (!job) return error(404, "not_found", "No such fine-tuning job.")
      job.paused = action === "pause"
      return { body: present(job) }
    })
  }

  server.on("chat", "POST", "/v1/chat/completions", [], async ({ request }) => {
    const body = (await json(request)) as { model: string; stream?: boolean }
    if (!body.model.startsWith("ft:"))
      return error(404, "model_not_found", `There is no model ${body.model}.`)
    return { headers: {}, write: (response) => answerChat(body, response) }
  })

  await server.listen(port)
  return Object.defineProperty(server, "baseUrl", { get: () => `${base.origin}/v1` })
}
