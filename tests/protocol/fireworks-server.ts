import { json } from "node:stream/consumers"
import { z } from "zod"
import { JobLife } from "@/tests/protocol/job-life"
import { answerChat } from "@/tests/protocol/openai-server"
import { type Answer, ProtocolServer, requireShape, Violation } from "@/tests/protocol/protocol-server"
import { readFormUpload, readRawUpload } from "@/tests/protocol/read-upload"

/**
 * Written from Fireworks' official Python SDK (fw-ai-external/python-sdk): shapes of the control plane. Jobs of preferences have
 * no evaluation dataset and no progress, and name their model in `trainingConfig` (types/dpo_job.py).
 */
const datasetSchema = z.strictObject({
  datasetId: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  dataset: z.strictObject({
    userUploaded: z.strictObject({}),
    exampleCount: z.string().regex(/^\d+$/),
    format: z.literal("CHAT"),
  }),
})

const training = {
  baseModel: z.string().startsWith("accounts/"),
  outputModel: z.string().startsWith("accounts/acme/models/"),
  epochs: z.int().min(1).optional(),
  learningRate: z.number().gt(0).optional(),
  loraRank: z.int().min(1).max(64).optional(),
}

const data = {
  displayName: z.string().max(63).optional(),
  dataset: z.string().startsWith("accounts/acme/datasets/"),
  evaluationDataset: z.string().startsWith("accounts/acme/datasets/").optional(),
}

const jobSchema = z.strictObject({ ...data, ...training })

const preferenceSchema = z.strictObject({
  displayName: data.displayName,
  dataset: data.dataset,
  trainingConfig: z.strictObject(training),
})

const deploymentSchema = z.strictObject({
  displayName: z.string().optional(),
  baseModel: z.string().startsWith("accounts/"),
  minReplicaCount: z.int(),
  maxReplicaCount: z.int(),
  acceleratorType: z.string().optional(),
})

const message = z.strictObject({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string().nullish(),
  reasoning_content: z.string().optional(),
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

interface Dataset {
  exampleCount: number
  byteCount: number
  text: string | null
  state: "UPLOADING" | "READY"
  looks: number
}

interface Job {
  id: string
  collection: "supervisedFineTuningJobs" | "dpoJobs"
  body: z.infer<typeof jobSchema> | z.infer<typeof preferenceSchema>
  life: JobLife
}

interface Deployment {
  id: string
  body: z.infer<typeof deploymentSchema>
  life: JobLife
}

export interface FireworksServer extends ProtocolServer {
  readonly baseUrl: string
  key: string
  life: string[]
  failure: { code: string; message: string }
  forgetsModel: boolean
  cancelsTooLate: boolean
  jobs: Job[]
  datasets: Map<string, Dataset>
  deployments: Deployment[]
}

const error = (status: number, code: number, text: string): Answer => ({
  status,
  body: { code, message: text, details: [] },
})

/** Datasets, supervised jobs, deployments and inference of one account on the loopback. */
export async function startFireworksServer(port = 0): Promise<FireworksServer> {
  const base = new ProtocolServer()
  const server = Object.assign(base, {
    key: "fw-test-key",
    life: [
      "JOB_STATE_CREATING",
      "JOB_STATE_VALIDATING",
      "JOB_STATE_RUNNING",
      "JOB_STATE_RUNNING",
      "JOB_STATE_WRITING_RESULTS",
      "JOB_STATE_COMPLETED",
    ],
    failure: { code: "INTERNAL", message: "It failed." },
    forgetsModel: false,
    cancelsTooLate: false,
    jobs: [] as Job[],
    datasets: new Map<string, Dataset>(),
    deployments: [] as Deployment[],
  }) as unknown as FireworksServer
  const root = "/v1/accounts/acme"

  server.guard = ({ headers }, name) => {
    if (name === "put" || name === "metrics") {
      if (headers.authorization) throw new Violation("a key sent to a signed address")
      return null
    }
    return headers.authorization === `Bearer ${server.key}`
      ? null
      : error(401, 16, `The API key ${headers.authorization} is invalid.`)
  }

  server.on("dataset", "POST", `${root}/datasets`, [], async (exchange) => {
    const { datasetId, dataset } = await exchange.json(datasetSchema)
    if (server.datasets.has(datasetId)) return error(409, 6, "The dataset exists already.")
    const exampleCount = Number(dataset.exampleCount)
    server.datasets.set(datasetId, { exampleCount, byteCount: 0, text: null, state: "UPLOADING", looks: 0 })
    return { body: { name: `accounts/acme/datasets/${datasetId}`, state: "UPLOADING" } }
  })
  server.on("dataset state", "GET", `${root}/datasets/@id`, [], ({ params }) => {
    const dataset = server.datasets.get(params.id ?? "")
    if (!dataset) return error(404, 5, "No such dataset.")
    dataset.looks += 1
    return { body: { name: params.id, state: dataset.state, status: { code: "OK", message: "" } } }
  })

  const fill = (dataset: Dataset, { byteCount, text }: { byteCount: number; text: string | null }) => {
    const lines = text?.trim().split("\n") ?? []
    for (const [index, line] of lines.entries())
      requireShape(z.union([lineSchema, pairSchema]), JSON.parse(line), `line ${index + 1}`)
    if (text !== null && lines.length !== dataset.exampleCount) {
      throw new Violation(`${lines.length} rows where ${dataset.exampleCount} were announced`)
    }
    Object.assign(dataset, { byteCount, text })
  }
  server.on("upload", "POST", `${root}/datasets/@id:upload`, [], async ({ params, request }) => {
    const dataset = server.datasets.get(params.id ?? "")
    if (!dataset) return error(404, 5, "No such dataset.")
    const upload = await readFormUpload(request)
    requireShape(z.strictObject({}), upload.fields, "the form")
    if (upload.byteCount > 150 * 1024 * 1024) return error(413, 3, "Use a signed URL above 150 MB.")
    fill(dataset, upload)
    dataset.state = "READY"
    return { body: { id: params.id, bytes: upload.byteCount, filename: upload.fileName } }
  })
  server.on("signed", "POST", `${root}/datasets/@id:getUploadEndpoint`, [], async (exchange) => {
    const { filenameToSize } = await exchange.json(
      z.strictObject({ filenameToSize: z.record(z.string(), z.string().regex(/^\d+$/)) }),
    )
    const [[name, size]] = Object.entries(filenameToSize) as [[string, string]]
    const url = `${base.origin}/signed/${exchange.params.id}?size=${size}`
    return { body: { filenameToSignedUrls: { [name]: url } } }
  })
  server.on("put", "PUT", "/signed/@id", ["size"], async ({ params, query, request }) => {
    const dataset = server.datasets.get(params.id ?? "")
    if (!dataset) return error(404, 5, "No such dataset.")
    const size = query.get("size")
    if (request.headers["x-goog-content-length-range"] !== `${size},${size}`)
      throw new Violation("no length range")
    const upload = await readRawUpload(request)
    if (String(upload.byteCount) !== size) throw new Violation(`${upload.byteCount} bytes instead of ${size}`)
    fill(dataset, upload)
    return {}
  })
  server.on("validate", "POST", `${root}/datasets/@id:validateUpload`, [], async (exchange) => {
    await exchange.json(z.strictObject({}))
    const dataset = server.datasets.get(exchange.params.id ?? "")
    if (dataset) dataset.state = "READY"
    return { body: {} }
  })

  const modelOf = ({ body }: Job) =>
    "trainingConfig" in body ? body.trainingConfig.outputModel : body.outputModel
  const forgotten = { outputModel: undefined, trainingConfig: undefined }
  const supervised = ({ id, life }: Job) => ({
    jobProgress: { percent: Math.round((100 * life.polls) / life.statuses.length), epoch: 1 },
    ...(life.polls > 2 ? { metricsFileSignedUrl: `${base.origin}/metrics/${id}?signature=abc` } : {}),
  })
  const present = (job: Job, state = job.life.status) => ({
    name: `accounts/acme/${job.collection}/${job.id}`,
    ...job.body,
    ...(server.forgetsModel ? forgotten : {}),
    state,
    status: state === "JOB_STATE_FAILED" ? server.failure : { code: "OK", message: "" },
    createTime: "2026-11-29T10:00:00Z",
    updateTime: "2026-11-29T10:00:00Z",
    ...(job.collection === "supervisedFineTuningJobs" ? supervised(job) : {}),
  })
  const find = (id: string | undefined) => server.jobs.find((job) => job.id === id)
  const linesOf = (dataset: Dataset) =>
    (dataset.text?.trim().split("\n") ?? []).map((line) => JSON.parse(line))
  const addJob = (collection: Job["collection"], id: string | null, body: Job["body"]): Answer => {
    const known = id ?? `generated-${server.jobs.length}`
    if (find(known)) return error(409, 6, "The job exists already.")
    const dataset = server.datasets.get(body.dataset.split("/").at(-1) ?? "")
    if (dataset?.state !== "READY") return error(400, 3, "The dataset is not ready.")
    const shape = collection === "dpoJobs" ? pairSchema : lineSchema
    for (const line of linesOf(dataset)) requireShape(shape, line, "a line of the dataset")
    const job: Job = { id: known, collection, body, life: new JobLife(server.life) }
    server.jobs.push(job)
    return { body: present(job) }
  }
  server.on(
    "create",
    "POST",
    `${root}/supervisedFineTuningJobs`,
    ["supervisedFineTuningJobId"],
    async (exchange) => {
      const id = exchange.query.get("supervisedFineTuningJobId")
      return addJob("supervisedFineTuningJobs", id, await exchange.json(jobSchema))
    },
  )
  server.on("create", "POST", `${root}/dpoJobs`, ["dpoJobId"], async (exchange) =>
    addJob("dpoJobs", exchange.query.get("dpoJobId"), await exchange.json(preferenceSchema)),
  )
  for (const collection of ["supervisedFineTuningJobs", "dpoJobs"] as const) {
    server.on("retrieve", "GET", `${root}/${collection}/@id`, [], ({ params }) => {
      const job = find(params.id)
      return job?.collection === collection
        ? { body: present(job, job.life.look()) }
        : error(404, 5, "No such job.")
    })
    server.on("cancel", "POST", `${root}/${collection}/@id:cancel`, [], async (exchange) => {
      await exchange.json(z.strictObject({}))
      const job = find(exchange.params.id)
      if (!job) return error(404, 5, "No such job.")
      if (server.cancelsTooLate) {
        job.life.end("JOB_STATE_COMPLETED")
        return error(400, 9, "The job is completed.")
      }
      job.life.end("JOB_STATE_CANCELLED")
      return { body: {} }
    })
  }
  server.on("metrics endpoint", "GET", `${root}/dpoJobs/@id:getMetricsFileEndpoint`, [], ({ params }) => {
    const job = find(params.id)
    return job && job.life.polls > 2
      ? { body: { signedUrl: `${base.origin}/metrics/${job.id}?signature=abc` } }
      : error(404, 5, "No metrics yet.")
  })
  server.on("metrics", "GET", "/metrics/@id", ["signature"], () => ({
    write: (response) => response.end('{"step":1,"loss":2}\n{"step":2,"loss":1}\n'),
  }))

  const presentDeployment = ({ id, body }: Deployment, state: string) => ({
    name: `accounts/acme/deployments/${id}`,
    ...body,
    state,
    status: { code: "OK", message: "" },
  })
  const findDeployment = (id: string | undefined) => server.deployments.find((one) => one.id === id)
  server.on("deploy", "POST", `${root}/deployments`, ["deploymentId"], async (exchange) => {
    const body = await exchange.json(deploymentSchema)
    const id = exchange.query.get("deploymentId") ?? ""
    if (findDeployment(id)) return error(409, 6, "The deployment exists already.")
    if (!server.jobs.some((job) => modelOf(job) === body.baseModel)) return error(404, 5, "No such model.")
    const deployment: Deployment = { id, body, life: new JobLife(["CREATING", "CREATING", "READY"]) }
    server.deployments.push(deployment)
    return { body: presentDeployment(deployment, "CREATING") }
  })
  server.on("deployment", "GET", `${root}/deployments/@id`, [], ({ params }) => {
    const deployment = findDeployment(params.id)
    return deployment
      ? { body: presentDeployment(deployment, deployment.life.look()) }
      : error(404, 5, "No such deployment.")
  })
  server.on("undeploy", "DELETE", `${root}/deployments/@id`, [], ({ params }) => {
    const deployment = findDeployment(params.id)
    if (!deployment) return error(404, 5, "No such deployment.")
    deployment.life.end("DELETED")
    return { body: {} }
  })
  server.on("chat", "POST", "/inference/v1/chat/completions", [], async ({ request }) => {
    const body = (await json(request)) as { model: string }
    const deployment = server.deployments.find(
      ({ id, body: { baseModel } }) => body.model === `${baseModel}#accounts/acme/deployments/${id}`,
    )
    if (deployment?.life.status !== "READY") {
      return {
        status: 404,
        body: { error: { message: `${body.model} is not deployed.`, code: "NOT_FOUND" } },
      }
    }
    return { write: (response) => answerChat(body, response) }
  })

  await server.listen(port)
  return Object.defineProperty(server, "baseUrl", { get: () => base.origin })
}
