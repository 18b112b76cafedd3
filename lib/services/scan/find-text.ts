import type { ClientBase, Pool } from "pg"
import { readLikelyMessages } from "@/lib/db/scan.sql"
import { holdsText } from "@/lib/domain/curation/holds-text"
import { foldCase, type TextRule } from "@/lib/domain/curation/rule"
import type { Message } from "@/lib/domain/message"

const EPISODES_PER_READ = 500

type Sought = Pick<TextRule, "within" | "text">

/** Which of some episodes hold a text. The database leaves out most messages, the rest is read as what it is. */
export async function findText(
  client: ClientBase | Pool,
  experimentId: string,
  episodeIds: readonly string[],
  { within, text }: Sought,
  onProgress: (share: number) => Promise<void> = async () => undefined,
): Promise<Set<string>> {
  const folded = foldCase(text)
  const wanted = { needle: JSON.stringify(folded).slice(1, -1), assistantOnly: within === "assistant" }
  const found = new Set<string>()
  for (let from = 0; from < episodeIds.length; from += EPISODES_PER_READ) {
    const ids = episodeIds.slice(from, from + EPISODES_PER_READ)
    for (const { id, text: json } of await readLikelyMessages(client, experimentId, ids, wanted)) {
      if (!found.has(id) && holdsText(JSON.parse(json) as Message, folded)) found.add(id)
    }
    await onProgress(Math.min(1, (from + EPISODES_PER_READ) / episodeIds.length))
  }
  return found
}
