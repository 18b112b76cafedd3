/** What speaks behind a connection, and so what it can be used for. */
export const CONNECTION_KINDS = ["openai-compatible", "openai", "together", "fireworks", "vertex"] as const

export type ConnectionKind = (typeof CONNECTION_KINDS)[number]

export interface ConnectionSetting {
  name: string
  title: string
  description: string
  required: boolean
}

export interface ConnectionKindText {
  title: string
  baseUrl: string
  keyLabel: string
  settings: readonly ConnectionSetting[]
}

/** Where, below the address of a kind, chat completions are answered; null where they are not. */
export function chatPathOf(kind: ConnectionKind): string | null {
  if (kind === "vertex") return null
  return kind === "fireworks" ? "/inference/v1" : ""
}

export function toConnectionKind(kind: string): ConnectionKind {
  return CONNECTION_KINDS.find((known) => known === kind) ?? "openai-compatible"
}

export const CONNECTION_KIND_TEXTS: Record<ConnectionKind, ConnectionKindText> = {
  "openai-compatible": {
    title: "OpenAI-compatible endpoint",
    baseUrl: "",
    keyLabel: "Key",
    settings: [],
  },
  openai: { title: "OpenAI", baseUrl: "https://api.openai.com/v1", keyLabel: "API key", settings: [] },
  together: { title: "Together", baseUrl: "https://api.together.ai/v1", keyLabel: "API key", settings: [] },
  fireworks: {
    title: "Fireworks",
    baseUrl: "https://api.fireworks.ai",
    keyLabel: "API key",
    settings: [
      {
        name: "account",
        title: "Account id",
        description: "As in accounts/ACCOUNT at the top of its console.",
        required: true,
      },
    ],
  },
  vertex: {
    title: "Vertex AI",
    baseUrl: "https://us-central1-aiplatform.googleapis.com",
    keyLabel: "Service account key (JSON); empty: the credentials of this machine",
    settings: [
      { name: "project", title: "Project id", description: "Whose quota and bill it is.", required: true },
      {
        name: "location",
        title: "Region",
        description: "Where it is tuned, such as us-central1.",
        required: true,
      },
      {
        name: "bucket",
        title: "Bucket",
        description: "A Cloud Storage bucket of the same region for training files.",
        required: true,
      },
      {
        name: "storageUrl",
        title: "Storage address",
        description: "Empty: https://storage.googleapis.com.",
        required: false,
      },
    ],
  },
}

/** What a kind needs has to be there, and nothing else; the first problem, null where there is none. */
export function findSettingProblem(
  kind: ConnectionKind,
  settings: Record<string, string>,
): { path: string; message: string } | null {
  const { title, settings: known } = CONNECTION_KIND_TEXTS[kind]
  const missing = known.find(({ name, required }) => required && !settings[name])
  if (missing) return { path: `settings.${missing.name}`, message: `${title} needs: ${missing.title}.` }
  const strange = Object.keys(settings).find((name) => !known.some((setting) => setting.name === name))
  return strange ? { path: `settings.${strange}`, message: `${title} has no setting ${strange}.` } : null
}
