/** Headers as a person types them, one `name: value` a line. @throws Error that names the line which is not one. */
export function parseHeaderLines(text: string): Record<string, string> {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([^\s:]+)\s*:\s*(.+)$/.exec(line) ?? []
      if (!name || !value) throw new Error(`"${line.slice(0, 40)}" is not a header such as x-team: blue.`)
      return [name, value]
    }),
  )
}
