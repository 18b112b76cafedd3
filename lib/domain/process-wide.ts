const shared = globalThis as typeof globalThis & { winnow?: Map<string, unknown> }

/**
 * The value of this name that the whole process shares, made at its first use. A module cannot hold it: the web process loads
 * one for pages, one for what they draw and one for routes, and development reloads them.
 */
export function processWide<Value>(name: string, make: () => Value): Value {
  shared.winnow ??= new Map()
  const known = shared.winnow.get(name) as Value | undefined
  if (known !== undefined) return known
  const value = make()
  shared.winnow.set(name, value)
  return value
}
