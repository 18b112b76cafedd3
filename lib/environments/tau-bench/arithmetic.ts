import { add, multiply, negate, subtract } from "./python/number"
import type { PythonNumber } from "./python/value"
import { ToolError } from "./tool-error"

const DEEPEST_NESTING = 100
/** Bits of the largest int a power may give; Python would go on until memory ends. */
const LARGEST_POWER_BITS = 4096

/** Two-character operators first, numbers without exponents: the only characters allowed are digits and `+-*\/(). `. */
const TOKEN = / *(\*\*|\/\/|[-+*/()]|\d+\.?\d*|\.\d+)/y

/**
 * The value of a Python arithmetic expression (`+ - * / // **`, parentheses, ints and floats).
 *
 * @throws ToolError where Python would raise.
 */
export function evaluate(expression: string): PythonNumber {
  return new ExpressionReader(tokenize(expression)).read()
}

function tokenize(expression: string): string[] {
  const text = expression.trim()
  const tokens: string[] = []
  let offset = 0
  while (offset < text.length) {
    TOKEN.lastIndex = offset
    const match = TOKEN.exec(text)
    if (!match) throw invalidSyntax()
    tokens.push(match[1] ?? "")
    offset = TOKEN.lastIndex
  }
  return tokens
}

/** One method per level of precedence, loosest first. */
class ExpressionReader {
  readonly #tokens: readonly string[]
  #position = 0
  #depth = 0

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  read(): PythonNumber {
    const value = this.#readSum()
    if (this.#position < this.#tokens.length) throw invalidSyntax()
    return value
  }

  #readSum(): PythonNumber {
    let value = this.#readProduct()
    for (let operator = this.#accept("+", "-"); operator; operator = this.#accept("+", "-")) {
      const right = this.#readProduct()
      value = operator === "+" ? add(value, right) : subtract(value, right)
    }
    return value
  }

  #readProduct(): PythonNumber {
    let value = this.#readSigned()
    for (let operator = this.#accept("*", "/", "//"); operator; operator = this.#accept("*", "/", "//")) {
      const right = this.#readSigned()
      if (operator === "*") value = multiply(value, right)
      else value = operator === "/" ? divide(value, right) : floorDivide(value, right)
    }
    return value
  }

  #readSigned(): PythonNumber {
    const sign = this.#accept("+", "-")
    if (!sign) return this.#readPower()
    return this.#nested(() => (sign === "-" ? negate(this.#readSigned()) : this.#readSigned()))
  }

  #readPower(): PythonNumber {
    const base = this.#readOperand()
    if (!this.#accept("**")) return base
    return this.#nested(() => power(base, this.#readSigned()))
  }

  #readOperand(): PythonNumber {
    if (this.#accept("(")) {
      const value = this.#nested(() => this.#readSum())
      if (!this.#accept(")")) throw invalidSyntax()
      return value
    }
    const token = this.#tokens[this.#position++]
    if (token === undefined || !/\d/.test(token)) throw invalidSyntax()
    if (token.includes(".")) return Number(token)
    if (/^0\d*[1-9]/.test(token) || token.length > 4300) throw invalidSyntax()
    return BigInt(token)
  }

  #nested(read: () => PythonNumber): PythonNumber {
    if (++this.#depth > DEEPEST_NESTING) throw new ToolError("too many nested parentheses (<string>, line 1)")
    const value = read()
    this.#depth--
    return value
  }

  #accept(...wanted: string[]): string | null {
    const token = this.#tokens[this.#position]
    if (token === undefined || !wanted.includes(token)) return null
    this.#position++
    return token
  }
}

function divide(left: PythonNumber, right: PythonNumber): number {
  if (Number(right) === 0) throw divisionByZero(left, right)
  return Number(left) / Number(right)
}

function floorDivide(left: PythonNumber, right: PythonNumber): PythonNumber {
  if (Number(right) === 0) throw divisionByZero(left, right)
  if (typeof left !== "bigint" || typeof right !== "bigint") return Math.floor(Number(left) / Number(right))
  const quotient = left / right
  const isTruncatedUp = left % right !== 0n && left < 0n !== right < 0n
  return isTruncatedUp ? quotient - 1n : quotient
}

function power(base: PythonNumber, exponent: PythonNumber): PythonNumber {
  if (Number(base) === 0 && exponent < 0) {
    throw new ToolError("0.0 cannot be raised to a negative power")
  }
  if (typeof base === "bigint" && typeof exponent === "bigint" && exponent >= 0n) {
    const bits = BigInt(base.toString(2).length) * exponent
    if (bits > LARGEST_POWER_BITS && base !== 0n && base !== 1n && base !== -1n) {
      throw new ToolError("int too large to convert to float")
    }
    return base ** exponent
  }
  const value = Number(base) ** Number(exponent)
  if (Number.isNaN(value)) throw new ToolError("the result is not a real number")
  if (!Number.isFinite(value)) throw new ToolError("(34, 'Numerical result out of range')")
  return value
}

function divisionByZero(left: PythonNumber, right: PythonNumber): ToolError {
  const isInt = typeof left === "bigint" && typeof right === "bigint"
  return new ToolError(isInt ? "division by zero" : "float division by zero")
}

function invalidSyntax(): ToolError {
  return new ToolError("invalid syntax (<string>, line 1)")
}
