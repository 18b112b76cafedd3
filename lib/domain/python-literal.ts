const DEEPEST_NESTING = 200

const SPACE = /[ \t\r\n\f]*/y
const NUMBER =
  /(?:0[xX][\da-fA-F](?:_?[\da-fA-F])*|0[oO][0-7](?:_?[0-7])*|0[bB][01](?:_?[01])*|(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?)(?![\w.])/y
const NAME = /[A-Za-z_]\w*/y
const PLAIN_CHARACTERS = /[^'"\\\n]*/y
const ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|\r\n|[^xuUN])/sy

const NAMES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["True", true],
  ["False", false],
  ["None", null],
  ["true", true],
  ["false", false],
  ["null", null],
  ["inf", Number.POSITIVE_INFINITY],
  ["nan", Number.NaN],
])

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\n": "",
  "\r\n": "",
}

/**
 * Reads what Python's `repr` writes for plain data: dicts become objects (keys as `json.dumps` would write them), lists, tuples
 * and sets become arrays, ints and floats numbers, None null. The JSON words true, false and null are read too, because models
 * mix the two notations. Linear in the length of the text.
 *
 * @throws SyntaxError with the offset of the first character that cannot be read.
 */
export function parsePythonLiteral(text: string): unknown {
  const reader = new LiteralReader(text)
  const value = reader.readValue(0)
  reader.expectEnd()
  return value
}

class LiteralReader {
  readonly #text: string
  #offset = 0

  constructor(text: string) {
    this.#text = text
  }

  readValue(depth: number): unknown {
    if (depth > DEEPEST_NESTING) throw this.#failure("nested too deeply")
    this.#skipSpace()
    const character = this.#text[this.#offset]
    switch (character) {
      case "{":
        return this.#readBraces(depth)
      case "[":
        return this.#readItems("]", depth).items
      case "(":
        return this.#readParentheses(depth)
      case "'":
      case '"':
        return this.#readStrings()
      case "-":
      case "+":
        return this.#readSigned(character)
      default:
        return this.#readNumber() ?? this.#readName()
    }
  }

  expectEnd(): void {
    this.#skipSpace()
    if (this.#offset < this.#text.length) throw this.#failure("unexpected text after the value")
  }

  #readBraces(depth: number): unknown {
    this.#offset++
    if (this.#accept("}")) return {}
    const first = this.readValue(depth + 1)
    if (!this.#accept(":")) return this.#readItems("}", depth, [first]).items
    const entries = [[keyText(first), this.readValue(depth + 1)] as const]
    while (!this.#accept("}")) {
      this.#expect(",")
      if (this.#accept("}")) break
      const key = this.readValue(depth + 1)
      this.#expect(":")
      entries.push([keyText(key), this.readValue(depth + 1)])
    }
    return Object.fromEntries(entries)
  }

  /** Items up to `close`; when `read` holds the first item, the reader stands right after it, else on the opening bracket. */
  #readItems(close: string, depth: number, read?: [unknown]): { items: unknown[]; trailingComma: boolean } {
    const items: unknown[] = read ?? []
    if (!read) {
      this.#offset++
      if (this.#accept(close)) return { items, trailingComma: false }
      items.push(this.readValue(depth + 1))
    }
    while (!this.#accept(close)) {
      this.#expect(",")
      if (this.#accept(close)) return { items, trailingComma: true }
      items.push(this.readValue(depth + 1))
    }
    return { items, trailingComma: false }
  }

  /** `(x)` is x itself, `(x,)` a tuple. */
  #readParentheses(depth: number): unknown {
    const { items, trailingComma } = this.#readItems(")", depth)
    return items.length === 1 && !trailingComma ? items[0] : items
  }

  /** Adjacent literals are one string, as Python joins them. */
  #readStrings(): string {
    const parts: string[] = []
    while (this.#text[this.#offset] === "'" || this.#text[this.#offset] === '"') {
      this.#readString(parts)
      this.#skipSpace()
    }
    return parts.join("")
  }

  #readString(parts: string[]): void {
    const quote = this.#text[this.#offset++]
    for (;;) {
      parts.push(this.#match(PLAIN_CHARACTERS) ?? "")
      const character = this.#text[this.#offset]
      if (character === "\\") {
        parts.push(this.#readEscape())
      } else if (character === undefined || character === "\n") {
        throw this.#failure("unterminated string")
      } else {
        this.#offset++
        if (character === quote) return
        parts.push(character)
      }
    }
  }

  #readEscape(): string {
    const sequence = this.#match(ESCAPE)
    if (sequence === null) throw this.#failure("unknown escape")
    const body = sequence.slice(1)
    const simple = SIMPLE_ESCAPES[body]
    if (simple !== undefined) return simple
    if (/^[0-7]/.test(body)) return String.fromCodePoint(Number.parseInt(body, 8))
    if (body.length === 1) return sequence
    const codePoint = Number.parseInt(body.slice(1), 16)
    if (codePoint > 0x10ffff) throw this.#failure("unknown character")
    return String.fromCodePoint(codePoint)
  }

  #readSigned(sign: "-" | "+"): number {
    this.#offset++
    this.#skipSpace()
    const value = this.#readNumber() ?? this.#readName()
    if (typeof value !== "number") throw this.#failure("expected a number after the sign")
    return sign === "-" ? -value : value
  }

  #readNumber(): number | null {
    const digits = this.#match(NUMBER)
    return digits === null ? null : Number(digits.replaceAll("_", ""))
  }

  #readName(): unknown {
    const start = this.#offset
    const name = this.#match(NAME)
    if (name !== null && NAMES.has(name)) return NAMES.get(name)
    this.#offset = start
    throw this.#failure(start < this.#text.length ? "unexpected text" : "unexpected end")
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#offset
    const match = pattern.exec(this.#text)
    if (!match) return null
    this.#offset = pattern.lastIndex
    return match[0]
  }

  #skipSpace(): void {
    this.#match(SPACE)
  }

  #accept(character: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#offset] !== character) return false
    this.#offset++
    return true
  }

  #expect(character: string): void {
    if (!this.#accept(character)) throw this.#failure(`expected "${character}"`)
  }

  #failure(reason: string): SyntaxError {
    return new SyntaxError(`Not a Python literal: ${reason} at offset ${this.#offset}`)
  }
}

function keyText(key: unknown): string {
  return typeof key === "string" ? key : (JSON.stringify(key) ?? String(key))
}
