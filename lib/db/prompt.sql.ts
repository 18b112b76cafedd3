import { createHash } from "node:crypto"
import type { ClientBase } from "pg"

/** A system message or an array of tool definitions, as canonical JSON text. */
export interface PromptText {
  id: string
  text: string
  tokens: number
}

/** The first 128 bits of the SHA-256 of the text, written as a uuid. */
export function promptId(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

/** Stores the texts that are new. Sorted, so that two writers of the same texts never wait for each other in a circle. */
export async function ensurePrompts(client: ClientBase, prompts: readonly PromptText[]): Promise<void> {
  if (prompts.length === 0) return
  const sorted = [...prompts].sort((left, right) => (left.id < right.id ? -1 : 1))
  await client.query(
    `INSERT INTO "Prompt" (id, text, tokens) SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[])
     ON CONFLICT DO NOTHING`,
    [sorted.map(({ id }) => id), sorted.map(({ text }) => text), sorted.map(({ tokens }) => tokens)],
  )
}

/** Texts of prompts by id; ids that are not there are left out. */
export async function readPromptTexts(
  client: ClientBase,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; text: string }>(
    `SELECT id, text FROM "Prompt" WHERE id = ANY($1::uuid[])`,
    [ids],
  )
  return new Map(rows.map(({ id, text }) => [id, text]))
}
