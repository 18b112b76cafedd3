import type { FileHead } from "@/lib/importers/importer"

/** What the start of a JSON file shows: its first character and the keys of its outer levels, as far as the head reaches. */
export interface FileOutline {
  opening: "[" | "{" | null
  /** Keys of the outermost objects: of every record of a file of lines, or of the one keyed object. */
  outerKeys: ReadonlySet<string>
  /** Keys one level down: of the elements of an array, or of the entries of a keyed object. */
  innerKeys: ReadonlySet<string>
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"(\s*:)?|[[\]{}]/g

export function outlineFile(head: FileHead): FileOutline {
  const text = new TextDecoder().decode(head.bytes).trimStart()
  const outerKeys = new Set<string>()
  const innerKeys = new Set<string>()
  let depth = 0
  for (const [token, colon] of text.matchAll(TOKEN)) {
    if (token === "[" || token === "{") depth++
    else if (token === "]" || token === "}") depth--
    else if (colon && depth === 1) outerKeys.add(keyOf(token))
    else if (colon && depth === 2) innerKeys.add(keyOf(token))
  }
  const first = text[0]
  return { opening: first === "[" || first === "{" ? first : null, outerKeys, innerKeys }
}

function keyOf(token: string): string {
  return token.slice(1, token.lastIndexOf('"'))
}

/** The keys of one record, whether the file is an array or lines. */
export function recordKeys(outline: FileOutline): ReadonlySet<string> {
  return outline.opening === "[" ? outline.innerKeys : outline.outerKeys
}
