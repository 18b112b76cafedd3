const SYLLABLES =
  "bal bri cor dal dor el fen gar hal ild jor kel lan lor mar mel mor nal nor oth pel quen ral rin ros sal sel sil sor tal tam tel thal tor ul ur val var ven ver vil wen wil yar zel ama bero cala dune eri fara gali hema ivo juna kavi lume mira nela ona pira runa".split(
    " ",
  )

const BASE = SYLLABLES.length

/** How many different stems there are: three syllables each. */
export const STEM_COUNT = BASE ** 3

/** Odd and no multiple of a factor of the base, so multiplying by it visits every stem once. */
const STRIDE = 104_729

/** Different numbers below `STEM_COUNT` give different stems, neighbours unlike ones; another seed, another order. */
export function nameStem(number: number, seed: number): string {
  const mixed = (number * STRIDE + (seed % STEM_COUNT)) % STEM_COUNT
  const digits = [Math.floor(mixed / BASE ** 2), Math.floor(mixed / BASE) % BASE, mixed % BASE]
  const word = digits.map((digit) => SYLLABLES[digit]).join("")
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export const GIVEN_NAMES =
  "Ada Ben Clara David Edda Felix Greta Hugo Ida Jonas Karla Leo Maja Nils Olga Paul Rosa Simon Tilda Viktor".split(
    " ",
  )

export const OCCUPATIONS =
  "painter botanist composer surveyor chemist poet architect astronomer physician sculptor historian engineer".split(
    " ",
  )

export const TRADES = "Shipping Glassworks Textiles Instruments Foods Printing Optics Timber".split(" ")

export const SCHOOLS = "College Academy Institute Conservatory".split(" ")

export const BOOK_ADJECTIVES = "Silent Copper Winter Hidden Amber Distant Paper Broken Evening Velvet".split(
  " ",
)

export const BOOK_NOUNS = "Orchard Lantern Harbour Mirror Garden Staircase Letter Bridge Clock Meadow".split(
  " ",
)
