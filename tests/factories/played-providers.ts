import type { ConnectionKind } from "@/lib/domain/connection-kind"
import { startFireworksServer } from "@/tests/protocol/fireworks-server"
import { startOpenAiTrainingServer } from "@/tests/protocol/openai-training-server"
import type { Play, ProtocolServer } from "@/tests/protocol/protocol-server"
import { startTogetherServer } from "@/tests/protocol/together-server"
import { startVertexServer } from "@/tests/protocol/vertex-server"

/** What the servers of all providers have in common. */
export interface TrainingServer extends ProtocolServer {
  readonly baseUrl: string
  readonly key: string
  life: string[]
  forgetsModel: boolean
  cancelsTooLate: boolean
  readonly jobs: readonly unknown[]
}

export interface PlayedProvider {
  id: string
  kind: ConnectionKind
  baseModel: string
  settings(server: TrainingServer): Record<string, string>
  start(port?: number): Promise<TrainingServer>
  words: { running: string; succeeded: string; cancelled: string; failed: string }
  /** Says why the job failed. */
  fail(server: TrainingServer, message: string): void
  /** Lets nobody in any more; answers how to let them in again. */
  lockOut(server: TrainingServer): () => void
  /** An answer of failure in the provider's form. */
  refuse(status: number, code: string, message: string): Play
  deploys: boolean
}

const openAiForm: PlayedProvider["refuse"] = (status, code, message) => ({
  kind: "status",
  status,
  body: { error: { message, code, type: "invalid_request_error", param: null } },
})

function changeKey(server: TrainingServer): () => void {
  const open = server as TrainingServer & { key: string }
  const { key } = open
  open.key = "another-key-than-before"
  return () => {
    open.key = key
  }
}

/** Whose models end on no date. */
const COMPATIBLE: PlayedProvider = {
  id: "openai-compatible",
  kind: "openai-compatible",
  baseModel: "open-model-8b",
  settings: () => ({}),
  start: startOpenAiTrainingServer,
  words: { running: "running", succeeded: "succeeded", cancelled: "cancelled", failed: "failed" },
  fail(server, message) {
    Object.assign(server, { failure: { code: "server_error", message, param: null } })
  },
  lockOut: changeKey,
  refuse: openAiForm,
  deploys: false,
}

/** As the others, but its models end: only for tests that set the day, or mind it. */
export const OPENAI_ITSELF: PlayedProvider = {
  ...COMPATIBLE,
  id: "openai",
  kind: "openai",
  baseModel: "gpt-4.1-mini-2025-04-14",
}

/** Every provider with the server that plays it. */
export const PLAYED_PROVIDERS: readonly PlayedProvider[] = [
  COMPATIBLE,
  {
    id: "together",
    kind: "together",
    baseModel: "Qwen/Qwen3-8B",
    settings: () => ({}),
    start: startTogetherServer,
    words: { running: "running", succeeded: "completed", cancelled: "cancelled", failed: "error" },
    fail(server, message) {
      Object.assign(server, { failure: message })
    },
    lockOut: changeKey,
    refuse: openAiForm,
    deploys: true,
  },
  {
    id: "fireworks",
    kind: "fireworks",
    baseModel: "accounts/fireworks/models/qwen3-8b",
    settings: () => ({ account: "acme" }),
    start: startFireworksServer,
    words: {
      running: "JOB_STATE_RUNNING",
      succeeded: "JOB_STATE_COMPLETED",
      cancelled: "JOB_STATE_CANCELLED",
      failed: "JOB_STATE_FAILED",
    },
    fail(server, message) {
      Object.assign(server, { failure: { code: "INTERNAL", message } })
    },
    lockOut: changeKey,
    refuse: (status, code, message) => ({
      kind: "status",
      status,
      body: { code: 7, message: `${code} ${message}`, details: [] },
    }),
    deploys: true,
  },
  {
    id: "vertex",
    kind: "vertex",
    baseModel: "gemini-3.5-flash-lite",
    settings: (server) => ({
      project: "proj",
      location: "us-central1",
      bucket: "bucket",
      storageUrl: server.baseUrl,
    }),
    start: startVertexServer,
    words: {
      running: "JOB_STATE_RUNNING",
      succeeded: "JOB_STATE_SUCCEEDED",
      cancelled: "JOB_STATE_CANCELLED",
      failed: "JOB_STATE_FAILED",
    },
    fail(server, message) {
      Object.assign(server, { failure: { code: 13, message } })
    },
    lockOut(server) {
      Object.assign(server, { isRevoked: true })
      return () => Object.assign(server, { isRevoked: false })
    },
    refuse: (status, code, message) => ({
      kind: "status",
      status,
      body: { error: { code: status, message: `${code} ${message}`, status: "PERMISSION_DENIED" } },
    }),
    deploys: false,
  },
]
