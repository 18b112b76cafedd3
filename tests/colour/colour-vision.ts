/** Linear RGB, each 0..1. */
type Rgb = readonly [number, number, number]

type Matrix = readonly [Rgb, Rgb, Rgb]

export const DEFICIENCIES = ["protan", "deutan", "tritan"] as const

type Deficiency = (typeof DEFICIENCIES)[number]

/**
 * Dichromats' view of linear RGB. Source: F. Viénot, H. Brettel, J. Mollon, "Digital video colourmaps for checking the
 * legibility of displays by dichromats", Color Research and Application 24 (1999), recomputed for sRGB primaries.
 */
const VIENOT: Record<"protan" | "deutan", Matrix> = {
  protan: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deutan: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
}

/**
 * Tritans see two half planes; `normal` says on which side a colour lies. Source: H. Brettel, F. Viénot, J. Mollon,
 * "Computerized simulation of color appearance for dichromats", J. Opt. Soc. Am. A 14 (1997), for sRGB primaries.
 */
const BRETTEL_TRITAN: { normal: Rgb; sides: readonly [Matrix, Matrix] } = {
  normal: [0.03901, -0.02788, -0.01113],
  sides: [
    [
      [1.01277, 0.13548, -0.14826],
      [-0.01243, 0.86812, 0.14431],
      [0.07589, 0.805, 0.11911],
    ],
    [
      [0.93678, 0.18979, -0.12657],
      [0.06154, 0.81526, 0.1232],
      [-0.37562, 1.12767, 0.24796],
    ],
  ],
}

/** `#3295f6` or `rgb(50, 149, 246)` as linear RGB. @throws Error for anything else. */
export function parseColour(text: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text)
  if (hex) return hex.slice(1, 4).map((part) => linear(Number.parseInt(part, 16) / 255)) as unknown as Rgb
  const rgb = /^rgba?\((\d+), (\d+), (\d+)/.exec(text)
  if (!rgb) throw new Error(`no colour: ${text}`)
  return rgb.slice(1, 4).map((part) => linear(Number(part) / 255)) as unknown as Rgb
}

/** What a dichromat sees in place of the colour. */
export function simulate(colour: Rgb, deficiency: Deficiency): Rgb {
  if (deficiency !== "tritan") return multiply(VIENOT[deficiency], colour)
  const { normal, sides } = BRETTEL_TRITAN
  return multiply(dot(normal, colour) >= 0 ? sides[0] : sides[1], colour)
}

/**
 * How far apart two colours look: 100 times the distance in OKLab, where about 2 can just be told apart side by side.
 * Source: B. Ottosson, "A perceptual color space for image processing" (2020).
 */
export function colourDistance(a: Rgb, b: Rgb): number {
  const [left, right] = [toOklab(a), toOklab(b)]
  return 100 * Math.hypot(...left.map((value, at) => value - (right[at] as number)))
}

function toOklab(rgb: Rgb): Rgb {
  const cones = multiply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((part) => Math.min(1, Math.max(0, part))) as unknown as Rgb,
  ).map(Math.cbrt) as unknown as Rgb
  return multiply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
  )
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

function multiply(matrix: Matrix, vector: Rgb): Rgb {
  return matrix.map((row) => dot(row, vector)) as unknown as Rgb
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
