import { createVerify, generateKeyPairSync } from "node:crypto"
import { text as readText } from "node:stream/consumers"
import { z } from "zod"
import { JobLife } from "@/tests/protocol/job-life"
import { type Answer, ProtocolServer, requireShape, Violation } from "@/tests/protocol/protocol-server"
import { readRawUpload } from "@/tests/protocol/read-upload"

/** Written from the Vertex AI REST reference of tuningJobs and generateContent, and RFC 7523 for tokens. */
const createSchema = z.strictObject({
  baseModel: z.string(),
  tunedModelDisplayName: z.string().optional(),
  description: z.string().optional(),
  labels: z
    .record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), z.string().regex(/^[a-z0-9_-]{0,63}$/))
    .optional(),
  supervisedTuningSpec: z.strictObject({
    trainingDatasetUri: z.string().startsWith("gs://bucket/"),
    validationDatasetUri: z.string().startsWith("gs://bucket/").optional(),
    exportLastCheckpointOnly: z.boolean().optional(),
    hyperParameters: z
      .strictObject({
        epochCount: z.union([z.int(), z.string().regex(/^\d+$/)]).optional(),
        learningRateMultiplier: z.number().optional(),
        adapterSize: z
          .enum([
            "ADAPTER_SIZE_ONE",
            "ADAPTER_SIZE_TWO",
            "ADAPTER_SIZE_FOUR",
            "ADAPTER_SIZE_EIGHT",
            "ADAPTER_SIZE_SIXTEEN",
          ])
          .optional(),
      })
      .optional(),
  }),
})

const part = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({
    functionCall: z.strictObject({ name: z.string(), args: z.record(z.string(), z.unknown()) }),
  }),
  z.strictObject({
    functionResponse: z.strictObject({ name: z.string(), response: z.record(z.string(), z.unknown()) }),
  }),
])
const content = z.strictObject({ role: z.enum(["user", "model"]), parts: z.array(part).min(1) })

const lineSchema = z.strictObject({
  systemInstruction: z
    .strictObject({ role: z.literal("system"), parts: z.array(z.strictObject({ text: z.string() })) })
    .optional(),
  contents: z
    .array(content)
    .min(2)
    .refine((contents) => contents.at(-1)?.role === "model", "ends with the model"),
  tools: z.array(z.record(z.string(), z.unknown())).optional(),
})

const generateSchema = z.strictObject({
  contents: z.array(content).min(1),
  systemInstruction: z
    .strictObject({ role: z.string().optional(), parts: z.array(z.strictObject({ text: z.string() })) })
    .optional(),
  tools: z
    .array(
      z.strictObject({
        functionDeclarations: z.array(
          z.strictObject({
            name: z.string(),
            description: z.string().optional(),
            parametersJsonSchema: z.record(z.string(), z.unknown()).optional(),
          }),
        ),
      }),
    )
    .optional(),
  generationConfig: z
    .strictObject({ temperature: z.number().optional(), seed: z.int().optional() })
    .optional(),
})

interface Job {
  name: string
  body: z.infer<typeof createSchema>
  life: JobLife
  endpoint: string
}

export interface VertexServer extends ProtocolServer {
  readonly baseUrl: string
  /** The key file of the service account that is let in. */
  readonly key: string
  /** Google gives no token any more. */
  isRevoked: boolean
  life: string[]
  failure: { code: number; message: string }
  forgetsModel: boolean
  cancelsTooLate: boolean
  jobs: Job[]
  objects: Map<string, { byteCount: number; text: string | null }>
}

const error = (status: number, word: string, text: string): Answer => ({
  status,
  body: { error: { code: status, message: text, status: word } },
})

const TOKEN = "ya29.test"

/** Tokens, a bucket, tuning jobs and tuned endpoints of one project on the loopback. */
export async function startVertexServer(port = 0): Promise<VertexServer> {
  const base = new ProtocolServer()
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  })
  const server = Object.assign(base, {
    isRevoked: false,
    life: [
      "JOB_STATE_QUEUED",
      "JOB_STATE_PENDING",
      "JOB_STATE_RUNNING",
      "JOB_STATE_RUNNING",
      "JOB_STATE_SUCCEEDED",
    ],
    failure: { code: 13, message: "It failed." },
    forgetsModel: false,
    cancelsTooLate: false,
    jobs: [] as Job[],
    objects: new Map<string, { byteCount: number; text: string | null }>(),
  }) as unknown as VertexServer
  const root = "/v1beta1/projects/proj/locations/us-central1"

  server.guard = ({ headers }, name) =>
    name === "token" || headers.authorization === `Bearer ${TOKEN}`
      ? null
      : error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")

  server.on("token", "POST", "/token", [], async ({ request }) => {
    const form = new URLSearchParams(await readText(request))
    if (form.get("grant_type") !== "urn:ietf:params:oauth:grant-type:jwt-bearer")
      throw new Violation("the grant type")
    const [header = "", claim = "", signature = ""] = (form.get("assertion") ?? "").split(".")
    const isSigned = createVerify("RSA-SHA256")
      .update(`${header}.${claim}`)
      .verify(publicKey, signature, "base64url")
    const { iss, aud, scope, exp, iat } = JSON.parse(Buffer.from(claim, "base64url").toString())
    if (!isSigned || aud !== `${base.origin}/token` || exp - iat > 3600) throw new Violation("the claim")
    if (scope !== "https://www.googleapis.com/auth/cloud-platform") throw new Violation(`the scope ${scope}`)
    if (server.isRevoked || iss !== "winnow@proj.iam.gserviceaccount.com") {
      return { status: 400, body: { error: "invalid_grant", error_description: "Invalid JWT Signature." } }
    }
    return { body: { access_token: TOKEN, expires_in: 3600, token_type: "Bearer" } }
  })

  server.on(
    "upload",
    "POST",
    "/upload/storage/v1/b/bucket/o",
    ["uploadType", "name"],
    async ({ query, request }) => {
      if (query.get("uploadType") !== "media") throw new Violation("the upload type")
      const { byteCount, text } = await readRawUpload(request)
      if (Number(request.headers["content-length"]) !== byteCount)
        throw new Violation("another length than announced")
      server.objects.set(`gs://bucket/${query.get("name")}`, { byteCount, text })
      return {
        body: { kind: "storage#object", name: query.get("name"), bucket: "bucket", size: String(byteCount) },
      }
    },
  )

  const present = ({ name, body, life, endpoint }: Job, state = life.status) => ({
    name,
    ...body,
    state,
    createTime: "2026-11-29T10:00:00Z",
    updateTime: "2026-11-29T10:00:00Z",
    ...(state === "JOB_STATE_RUNNING"
      ? { tuningJobState: life.polls > 3 ? "TUNING_JOB_STATE_TUNING" : "TUNING_JOB_STATE_PROCESSING_DATASET" }
      : {}),
    ...(state === "JOB_STATE_FAILED" ? { error: server.failure } : {}),
    ...(state === "JOB_STATE_SUCCEEDED"
      ? {
          ...(server.forgetsModel
            ? {}
            : { tunedModel: { model: "projects/1/locations/us-central1/models/1@1", endpoint } }),
          tuningDataStats: {
            supervisedTuningDataStats: {
              tuningDatasetExampleCount: "50",
              totalBillableTokenCount: "12345",
              tuningStepCount: "10",
            },
          },
        }
      : {}),
  })
  const find = (id: string | undefined) => server.jobs.find(({ name }) => name.endsWith(`/${id}`))
  const jobs = `${root}/tuningJobs`
  server.on("create", "POST", jobs, [], async (exchange) => {
    const body = await exchange.json(createSchema)
    const object = server.objects.get(body.supervisedTuningSpec.trainingDatasetUri)
    if (!object) return error(400, "INVALID_ARGUMENT", "The training dataset does not exist.")
    const lines = object.text?.trim().split("\n") ?? []
    for (const [index, line] of lines.entries())
      requireShape(lineSchema, JSON.parse(line), `line ${index + 1}`)
    const number = server.jobs.length + 1
    const name = `projects/proj/locations/us-central1/tuningJobs/${number}`
    const endpoint = `projects/proj/locations/us-central1/endpoints/${number}`
    const job: Job = { name, body, life: new JobLife(server.life), endpoint }
    server.jobs.push(job)
    return { body: present(job) }
  })
  server.on("list", "GET", jobs, ["pageSize", "pageToken", "filter"], ({ query }) => {
    const wanted = /labels\.winnow_job="([^"]+)"/.exec(query.get("filter") ?? "")?.[1]
    const found = server.jobs.filter(({ body }) => !wanted || body.labels?.winnow_job === wanted)
    return { body: { tuningJobs: found.map((job) => present(job)) } }
  })
  server.on("retrieve", "GET", `${jobs}/@id`, [], ({ params }) => {
    const job = find(params.id)
    return job ? { body: present(job, job.life.look()) } : error(404, "NOT_FOUND", "No such tuning job.")
  })
  server.on("cancel", "POST", `${jobs}/@id:cancel`, [], ({ params, request }) => {
    request.resume()
    const job = find(params.id)
    if (!job) return error(404, "NOT_FOUND", "No such tuning job.")
    if (server.cancelsTooLate) {
      job.life.end("JOB_STATE_SUCCEEDED")
      return error(400, "FAILED_PRECONDITION", "The job has succeeded.")
    }
    job.life.end("JOB_STATE_CANCELLED")
    return { body: {} }
  })

  server.on("chat", "POST", `${root}/endpoints/@id:generateContent`, [], async (exchange) => {
    const body = await exchange.json(generateSchema)
    const declaration = body.tools?.[0]?.functionDeclarations[0]
    const schema = z
      .object({ properties: z.record(z.string(), z.object({ enum: z.array(z.string()).min(1) })) })
      .parse(declaration?.parametersJsonSchema)
    const [[argument, { enum: words }]] = Object.entries(schema.properties) as [[string, { enum: string[] }]]
    const functionCall = { name: declaration?.name, args: { [argument]: words[0] } }
    return {
      body: {
        candidates: [{ content: { role: "model", parts: [{ functionCall }] }, finishReason: "STOP" }],
        usageMetadata: { promptTokenCount: 50, candidatesTokenCount: 7, totalTokenCount: 57 },
      },
    }
  })

  await server.listen(port)
  const key = {
    type: "service_account",
    project_id: "proj",
    private_key_id: "k1",
    private_key: privateKey,
    client_email: "winnow@proj.iam.gserviceaccount.com",
    token_uri: `${base.origin}/token`,
  }
  return Object.defineProperties(server, {
    baseUrl: { get: () => base.origin },
    key: { value: JSON.stringify(key, null, 2) },
  })
}
