export const APPEARANCES = ["light", "dark", "system"] as const

export type Appearance = (typeof APPEARANCES)[number]

/** A cookie rather than local storage: the server writes `data-mode`, so nothing flashes and no script runs inline. */
export const APPEARANCE_COOKIE = "wn-mode"

export function parseAppearance(value: string | undefined): Appearance {
  return APPEARANCES.find((appearance) => appearance === value) ?? "system"
}
