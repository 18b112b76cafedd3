import type { PythonNumber } from "./value"

export function add(left: PythonNumber, right: PythonNumber): PythonNumber {
  return typeof left === "bigint" && typeof right === "bigint" ? left + right : Number(left) + Number(right)
}

export function negate(value: PythonNumber): PythonNumber {
  return -value
}

export function subtract(left: PythonNumber, right: PythonNumber): PythonNumber {
  return add(left, negate(right))
}

export function multiply(left: PythonNumber, right: PythonNumber): PythonNumber {
  return typeof left === "bigint" && typeof right === "bigint" ? left * right : Number(left) * Number(right)
}

export function absolute(value: PythonNumber): PythonNumber {
  return value < 0 || Object.is(value, -0) ? negate(value) : value
}

/** Equal by value, as Python's `==`: the int 5 equals the float 5.0. */
export function isEqual(left: PythonNumber, right: PythonNumber): boolean {
  return left >= right && left <= right
}

/** Python's `round(value, 2)`: by the exact binary value, halves to even. */
export function roundToCents(value: PythonNumber): PythonNumber {
  if (typeof value === "bigint" || value === 0 || !(Math.abs(value) < 1e15)) return value
  // Only odd multiples of 1/8 lie exactly between two cents; toFixed takes those away from zero and is right elsewhere.
  const isHalfway = Math.abs(value * 8) % 2 === 1
  const below = value.toFixed(3).slice(0, -1)
  return Number(isHalfway && /[02468]$/.test(below) ? below : value.toFixed(2))
}

/** Python's `repr` of a number: shortest digits that read back, exponent form from 1e16 up and below 1e-4. */
export function numberText(value: PythonNumber): string {
  if (typeof value === "bigint") return value.toString()
  if (Number.isNaN(value)) return "nan"
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf"
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0"
  const [mantissa, exponentText] = value.toExponential().split("e") as [string, string]
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, "0")
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`
  }
  const text = value.toString()
  return text.includes(".") ? text : `${text}.0`
}
