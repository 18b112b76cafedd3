import { json } from "node:stream/consumers"
import { z } from "zod"
import { JobLife } from "@/tests/protocol/job-life"
import { answerChat } from "@/tests/protocol/openai-server"
import { type Answer, ProtocolServer, requireShape, Violation } from "@/tests/protocol/protocol-server"
import { readRawUpload } from "@/tests/protocol/read-upload"

/** Written from together-ai@0.52 `resources/fine-tuning`, `resources/endpoints` and `lib/upload`. */
const createSchema = z.strictObject({
  model: z.string(),
  training_file: z.string().startsWith("file-"),
  validation_file: z.string().startsWith("file-").optional(),
  suffix: z.string().min(1).max(64).optional(),
  n_epochs: z.int().min(1).max(20).optional(),
  n_evals: z.int().min(0).optional(),
  n_checkpoints: z.int().min(1).optional(),
  batch_size: z.union([z.literal("max"), z.int().min(1)]).optional(),
  learning_rate: z.number().gt(0).optional(),
  random_seed: z.int().min(0).nullish(),
  training_method: z
    .discriminatedUnion("method", [
      z.strictObject({
        method: z.literal("sft"),
        train_on_inputs: z.union([z.boolean(), z.literal("auto")]),
      }),
      z.strictObject({ method: z.literal("dpo"), dpo_beta: z.number().optional() }),
    ])
    .optional(),
  training_type: z
    .discriminatedUnion("type", [
      z.strictObject({ type: z.literal("Full") }),
      z.strictObject({
        type: z.literal("Lora"),
        lora_r: z.int().min(1).max(64),
        lora_alpha: z.int().min(1),
        lora_trainable_modules: z.string().optional(),
      }),
    ])
    .nullish(),
})

const priceSchema = createSchema.pick({
  model: true,
  training_file: true,
  validation_file: true,
  n_epochs: true,
  n_evals: true,
  training_method: true,
  training_type: true,
})

const message = z.strictObject({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string().nullish(),
  reasoning: z.string().optional(),
  tool_calls: z.array(z.record(z.string(), z.unknown())).optional(),
  tool_call_id: z.string().optional(),
  name: z.string().optional(),
  weight: z.union([z.literal(0), z.literal(1)]).optional(),
})

const lineSchema = z.strictObject({
  messages: z.array(message).min(2),
  tools: z.array(z.record(z.string(), z.unknown())).optional(),
  weight: z.number().min(0).optional(),
})

const answer = z.array(message).length(1)

const pairSchema = z.strictObject({
  input: z.strictObject({
    messages: z.array(message).min(1),
    tools: z.array(z.record(z.string(), z.unknown())).optional(),
  }),
  preferred_output: answer,
  non_preferred_output: answer,
})

const endpointSchema = z.strictObject({
  model: z.string(),
  hardware: z.string(),
  display_name: z.string().optional(),
  autoscaling: z.strictObject({ min_replicas: z.int(), max_replicas: z.int() }),
  inactive_timeout: z.int().nullish(),
  state: z.enum(["STARTED", "STOPPED"]).optional(),
})

interface Job {
  id: string
  body: z.infer<typeof createSchema>
  life: JobLife
  model: string
}

interface Endpoint {
  id: string
  name: string
  body: z.infer<typeof endpointSchema>
  life: JobLife
}

interface UploadedFile {
  name: string
  byteCount: number
  text: string | null
}

export interface TogetherServer extends ProtocolServer {
  readonly baseUrl: string
  key: string
  life: string[]
  /** The last event of a job that fails. */
  failure: string
  forgetsModel: boolean
  cancelsTooLate: boolean
  /** Whether it tells what a job will cost, that, and what the account may spend. */
  estimates: boolean
  priceUsd: number
  limitUsd: number
  jobs: Job[]
  files: Map<string, UploadedFile>
  endpoints: Endpoint[]
}

const error = (status: number, code: string, text: string): Answer => ({
  status,
  body: { error: { message: text, type: "invalid_request_error", param: null, code } },
})

/** Together's files, fine-tunes and dedicated endpoints on the loopback. */
export async function startTogetherServer(port = 0): Promise<TogetherServer> {
  const base = new ProtocolServer()
  const server = Object.assign(base, {
    key: "together-test-key",
    life: ["pending", "queued", "running", "running", "compressing", "uploading", "completed"],
    failure: "The job failed.",
    forgetsModel: false,
    cancelsTooLate: false,
    estimates: true,
    priceUsd: 1.25,
    limitUsd: 100,
    jobs: [] as Job[],
    files: new Map<string, UploadedFile>(),
    endpoints: [] as Endpoint[],
  }) as unknown as TogetherServer

  server.guard = ({ headers }, name) => {
    if (name === "put") {
      if (headers.authorization) throw new Violation("a key sent to a signed address")
      return null
    }
    return headers.authorization === `Bearer ${server.key}`
      ? null
      : error(401, "invalid_api_key", `Invalid API key provided: ${headers.authorization}.`)
  }

  server.on("upload", "POST", "/v1/files", ["file_name", "file_type", "purpose"], ({ query, request }) => {
    request.resume()
    if (query.get("purpose") !== "fine-tune" || query.get("file_type") !== "jsonl")
      throw new Violation(`${query}`)
    if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
      throw new Violation(`the content type ${request.headers["content-type"]}`)
    }
    const id = `file-${server.files.size + 1}`
    server.files.set(id, { name: query.get("file_name") ?? "", byteCount: 0, text: null })
    const location = `${base.origin}/signed/${id}?signature=abc`
    return { status: 302, headers: { location, "x-together-file-id": id } }
  })

  server.on("put", "PUT", "/signed/@id", ["signature"], async ({ params, request }) => {
    const file = server.files.get(params.id ?? "")
    if (!file) return error(404, "not_found", "No such upload.")
    const announced = Number(request.headers["content-length"])
    const { byteCount, text } = await readRawUpload(request)
    if (announced !== byteCount) throw new Violation(`${byteCount} bytes where ${announced} were announced`)
    Object.assign(file, { byteCount, text })
    return {}
  })

  server.on("file", "GET", "/v1/files/@id", [], ({ params }) => {
    const file = server.files.get(params.id ?? "")
    if (!file) return error(404, "not_found", "No such file.")
    const lines = file.text?.trim().split("\n") ?? []
    for (const [index, line] of lines.entries())
      requireShape(z.union([lineSchema, pairSchema]), JSON.parse(line), `line ${index + 1}`)
    return {
      body: {
        id: params.id,
        object: "file",
        bytes: file.byteCount,
        created_at: 1,
        filename: file.name,
        FileType: "jsonl",
        purpose: "fine-tune",
        Processed: true,
        processing_status: "COMPLETED",
        validation_report: { valid: true, nlines: lines.length },
      },
    }
  })

  const present = (job: Job, status: string) => ({
    id: job.id,
    status,
    created_at: "2026-11-29T10:00:00Z",
    updated_at: "2026-11-29T10:00:00Z",
    user_id: "user",
    model: job.body.model,
    suffix: job.body.suffix,
    training_file: job.body.training_file,
    ...(server.forgetsModel ? {} : { model_output_name: job.model }),
    token_count: 12_345,
    total_price: 1_000_000_000,
  })
  const find = (id: string | undefined) => server.jobs.find((job) => job.id === id)

  server.on("create", "POST", "/v1/fine-tunes", [], async (exchange) => {
    const body = await exchange.json(createSchema)
    const file = server.files.get(body.training_file)
    if (!file) return error(400, "invalid_training_file", "No such file.")
    const shape = body.training_method?.method === "dpo" ? pairSchema : lineSchema
    for (const line of file.text?.trim().split("\n") ?? []) requireShape(shape, JSON.parse(line), "a line")
    const id = `ft-${String(server.jobs.length + 1).padStart(8, "0")}`
    const model = `user/${body.model.split("/").at(-1)}-${body.suffix}-${id.slice(-8)}`
    const job: Job = { id, body, life: new JobLife(server.life), model }
    server.jobs.push(job)
    return { body: present(job, "pending") }
  })
  server.on("price", "POST", "/v1/fine-tunes/estimate-price", [], async (exchange) => {
    const body = await exchange.json(priceSchema)
    const file = server.files.get(body.training_file)
    if (!file) return error(400, "invalid_training_file", "No such file.")
    if (!server.estimates) {
      return { body: { estimation_available: false, unavailable_reason: "train_file_not_validated" } }
    }
    return {
      body: {
        estimation_available: true,
        allowed_to_proceed: server.priceUsd <= server.limitUsd,
        user_limit: server.limitUsd,
        estimated_total_price: server.priceUsd,
        estimated_train_token_count: 45_678,
        estimated_eval_token_count: 0,
      },
    }
  })
  server.on("list", "GET", "/v1/fine-tunes", [], () => ({
    body: { data: server.jobs.map((job) => present(job, job.life.status)) },
  }))
  server.on("retrieve", "GET", "/v1/fine-tunes/@id", [], ({ params }) => {
    const job = find(params.id)
    return job ? { body: present(job, job.life.look()) } : error(404, "not_found", "No such job.")
  })
  server.on("events", "GET", "/v1/fine-tunes/@id/events", [], ({ params }) => {
    const job = find(params.id)
    if (!job) return error(404, "not_found", "No such job.")
    const seen = job.life.statuses.slice(0, job.life.polls)
    const data = seen.map((status, index) => ({
      object: "fine-tune-event",
      created_at: `2026-11-29T10:00:${String(index).padStart(2, "0")}Z`,
      level: status === "error" ? "error" : "info",
      message: status === "error" ? server.failure : `Now ${status}`,
      type: status === "error" ? "job_error" : "job_start",
      step: index,
      total_steps: job.life.statuses.length,
    }))
    return { body: { data } }
  })
  server.on("checkpoints", "GET", "/v1/fine-tunes/@id/checkpoints", [], () => ({
    body: {
      data: [{ step: 7, path: "s3://x", checkpoint_type: "Final", created_at: "2026-11-29T10:00:00Z" }],
    },
  }))
  server.on("metrics", "GET", "/v1/fine-tunes/@id/metrics", [], ({ params }) => {
    const polls = find(params.id)?.life.polls ?? 0
    const metrics = Array.from({ length: polls }, (_, index) => ({
      "train/global_step": index + 1,
      "train/loss": 2 / (index + 1),
      "train/learning_rate": 1e-5,
    }))
    return { body: { metrics } }
  })
  server.on("cancel", "POST", "/v1/fine-tunes/@id/cancel", [], ({ params, request }) => {
    request.resume()
    const job = find(params.id)
    if (!job) return error(404, "not_found", "No such job.")
    if (server.cancelsTooLate) {
      job.life.end("completed")
      return error(400, "invalid_request", "The job is completed.")
    }
    job.life.end("cancelled")
    return { body: present(job, "cancel_requested") }
  })

  const presentEndpoint = ({ id, name, body, life }: Endpoint, state = life.look()) => ({
    object: "endpoint",
    id,
    name,
    model: body.model,
    display_name: body.display_name,
    hardware: body.hardware,
    autoscaling: body.autoscaling,
    type: "dedicated",
    owner: "user",
    state,
    created_at: "2026-11-29T10:00:00Z",
  })
  server.on("deploy", "POST", "/v1/endpoints", [], async (exchange) => {
    const body = await exchange.json(endpointSchema)
    if (!server.jobs.some(({ model }) => model === body.model))
      return error(404, "not_found", "No such model.")
    const id = `endpoint-${server.endpoints.length + 1}`
    const life = new JobLife(["PENDING", "STARTING", "STARTED"])
    const endpoint: Endpoint = { id, name: `user/${body.model.split("/")[1]}-${id}`, body, life }
    server.endpoints.push(endpoint)
    return { body: presentEndpoint(endpoint) }
  })
  server.on("deployments", "GET", "/v1/endpoints", ["type", "mine", "usage_type"], () => ({
    body: {
      object: "list",
      data: server.endpoints.map((endpoint) => {
        const {
          display_name: _,
          hardware: __,
          autoscaling: ___,
          ...listed
        } = presentEndpoint(endpoint, endpoint.life.status)
        return listed
      }),
    },
  }))
  server.on("deployment", "GET", "/v1/endpoints/@id", [], ({ params }) => {
    const endpoint = server.endpoints.find(({ id }) => id === params.id)
    return endpoint ? { body: presentEndpoint(endpoint) } : error(404, "not_found", "No such endpoint.")
  })
  server.on("undeploy", "DELETE", "/v1/endpoints/@id", [], ({ params }) => {
    const endpoint = server.endpoints.find(({ id }) => id === params.id)
    if (!endpoint) return error(404, "not_found", "No such endpoint.")
    endpoint.life.end("STOPPED")
    return { status: 204 }
  })

  server.on("chat", "POST", "/v1/chat/completions", [], async ({ request }) => {
    const body = (await json(request)) as { model: string }
    const endpoint = server.endpoints.find(({ name }) => name === body.model)
    if (endpoint?.life.status !== "STARTED")
      return error(404, "model_not_available", `${body.model} is not served.`)
    return { write: (response) => answerChat(body, response) }
  })

  await server.listen(port)
  return Object.defineProperty(server, "baseUrl", { get: () => `${base.origin}/v1` })
}
