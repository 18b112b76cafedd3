import type { PythonDict, PythonNumber, PythonValue } from "./value"

const DEEPEST_NESTING = 200
/** Python refuses longer ints too; converting them is quadratic. */
const LONGEST_INT = 4300

const SPACE = /[ \t\r\n]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const PLAIN_STRING = /"[^"\\\p{Cc}]*"/uy
const WORD = /true|false|null/y

/**
 * Reads JSON as Python's `json.loads` does: key order kept, ints told from floats.
 *
 * @throws SyntaxError with the offset of the first character that cannot be read.
 */
export function parseExactJson(text: string): PythonValue {
  const reader = new JsonReader(text)
  const value = reader.readValue(0)
  reader.expectEnd()
  return value
}

class JsonReader {
  readonly #text: string
  #offset = 0

  constructor(text: string) {
    this.#text = text
  }

  readValue(depth: number): PythonValue {
    if (depth > DEEPEST_NESTING) throw this.#failure("nested too deeply")
    this.#match(SPACE)
    switch (this.#text[this.#offset]) {
      case "{":
        return this.#readObject(depth)
      case "[":
        return this.#readArray(depth)
      case '"':
        return this.#readString()
      default:
        return this.#readNumberOrWord()
    }
  }

  expectEnd(): void {
    this.#match(SPACE)
    if (this.#offset < this.#text.length) throw this.#failure("unexpected text after the value")
  }

  #readObject(depth: number): PythonDict {
    const dict: PythonDict = new Map()
    this.#offset++
    if (this.#accept("}")) return dict
    do {
      this.#match(SPACE)
      const key = this.#readString()
      this.#expect(":")
      dict.set(key, this.readValue(depth + 1))
    } while (this.#accept(","))
    this.#expect("}")
    return dict
  }

  #readArray(depth: number): PythonValue[] {
    const items: PythonValue[] = []
    this.#offset++
    if (this.#accept("]")) return items
    do items.push(this.readValue(depth + 1))
    while (this.#accept(","))
    this.#expect("]")
    return items
  }

  #readString(): string {
    const plain = this.#match(PLAIN_STRING)
    if (plain !== null) return plain.slice(1, -1)
    const start = this.#offset
    const quoted = this.#match(STRING)
    if (quoted === null) throw this.#failure("expected a string")
    try {
      return JSON.parse(quoted) as string
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      this.#offset = start
      throw this.#failure("broken string")
    }
  }

  #readNumberOrWord(): PythonNumber | boolean | null {
    NUMBER.lastIndex = this.#offset
    const match = NUMBER.exec(this.#text)
    if (match) {
      this.#offset = NUMBER.lastIndex
      const isFloat = match[1] !== undefined || match[2] !== undefined
      if (isFloat) return Number(match[0])
      if (match[0].length > LONGEST_INT) throw this.#failure("number too long")
      return BigInt(match[0])
    }
    const word = this.#match(WORD)
    if (word === null) {
      throw this.#failure(this.#offset < this.#text.length ? "unexpected text" : "unexpected end")
    }
    return word === "null" ? null : word === "true"
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#offset
    const match = pattern.exec(this.#text)
    if (!match) return null
    this.#offset = pattern.lastIndex
    return match[0]
  }

  #accept(character: string): boolean {
    this.#match(SPACE)
    if (this.#text[this.#offset] !== character) return false
    this.#offset++
    return true
  }

  #expect(character: string): void {
    if (!this.#accept(character)) throw this.#failure(`expected "${character}"`)
  }

  #failure(reason: string): SyntaxError {
    return new SyntaxError(`${reason} at offset ${this.#offset}`)
  }
}
