/** `JSON.rawJSON` and the source of a number came to JavaScript after TypeScript's library was written. */
const raw = JSON as typeof JSON & { rawJSON(text: string): object }

/**
 * Arguments as a value that is written back as the model wrote them: a number that a double cannot hold (an order id of
 * twenty digits) keeps every digit. @throws SyntaxError
 */
export function parseArguments(text: string): unknown {
  const keepNumber = (_: string, value: unknown, context?: { source: string }) =>
    typeof value === "number" && context && String(value) !== context.source
      ? raw.rawJSON(context.source)
      : value
  return JSON.parse(text, keepNumber)
}
