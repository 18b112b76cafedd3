/** What is asked for at once. */
const IDS_AT_ONCE = 20
/** What is remembered, beyond which all of it is forgotten. */
const MOST_BYTES = 16 * 1024 * 1024

type ReadTexts = (ids: string[]) => Promise<readonly { id: string; text: string }[]>

/** Texts of prompts as UTF-8. The same few stand in thousands of episodes; memory is bounded where they do not. */
export class PromptTexts {
  private readonly read: ReadTexts
  private readonly texts = new Map<string, Buffer>()
  private byteCount = 0

  constructor(read: ReadTexts) {
    this.read = read
  }

  /** Undefined when it has to be loaded. */
  get(id: string): Buffer | undefined {
    return this.texts.get(id)
  }

  /** The text of the first id, after some of those behind it were read with it. @throws Error when there is none. */
  async load(ids: Iterable<string>): Promise<Buffer> {
    const wanted = this.firstUnknown(ids)
    if (this.byteCount > MOST_BYTES) {
      this.texts.clear()
      this.byteCount = 0
    }
    for (const { id, text } of await this.read(wanted)) {
      const bytes = Buffer.from(text)
      this.texts.set(id, bytes)
      this.byteCount += bytes.length
    }
    const [first] = wanted
    const found = this.texts.get(first as string)
    if (!found) throw new Error(`prompt ${first} is not stored`)
    return found
  }

  private firstUnknown(ids: Iterable<string>): string[] {
    const unknown = new Set<string>()
    for (const id of ids) {
      if (!this.texts.has(id)) unknown.add(id)
      if (unknown.size === IDS_AT_ONCE) break
    }
    return [...unknown]
  }
}
