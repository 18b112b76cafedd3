import { expect, it } from "vitest"
import { formatMicroUsd, formatUsd, formatUsdRange, formatUsdTick } from "./usd"

it("keeps two significant figures of small prices", () => {
  expect(formatUsd(0.0486)).toBe("$0.0486")
  expect(formatUsd(0.0021)).toBe("$0.0021")
  expect(formatUsd(0.00042)).toBe("$0.00042")
  expect(formatUsd(13.521)).toBe("$13.52")
  expect(formatUsd(1250.4)).toBe("$1,250")
  expect(formatUsd(0)).toBe("$0")
  expect(formatUsd(-2.5)).toBe("−$2.50")
})

it("reads stored micro-dollars and shows unknown cost as unknown", () => {
  expect(formatMicroUsd(48_600)).toBe("$0.0486")
  expect(formatMicroUsd(48_600n)).toBe("$0.0486")
  expect(formatMicroUsd(null)).toBe("–")
})

it("writes a range with one sign and folds equal ends", () => {
  expect(formatUsdRange(21.9, 28.2)).toBe("$22 – 28")
  expect(formatUsdRange(0.9, 1.1)).toBe("$0.90 – 1.10")
  expect(formatUsdRange(5, 5)).toBe("$5.00")
  expect(formatUsdRange(null, 3)).toBe("–")
})

it("writes axis ticks without trailing zeros", () => {
  expect([0.001, 0.05, 0.1, 20].map(formatUsdTick)).toEqual(["$0.001", "$0.05", "$0.1", "$20"])
})
