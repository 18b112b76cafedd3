/** A line beyond this cannot be an event of a chat. */
const LINE_LIMIT_CHARS = 4 * 1024 * 1024

async function* readLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ""
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ""
    if (rest.length > LINE_LIMIT_CHARS) return
    yield* lines
  }
  if (rest) yield rest.replace(/\r$/, "")
}

/** The data of each server-sent event; comments and other fields are skipped. Source: the HTML standard, section 9.2. */
export async function* readEvents(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let data: string[] = []
  for await (const line of readLines(pieces)) {
    if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5))
    if (line !== "" || data.length === 0) continue
    yield data.join("\n")
    data = []
  }
  if (data.length > 0) yield data.join("\n")
}
