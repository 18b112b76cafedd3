/** A long id for reading: `01k9q3c4…7f2e`. The whole id stays copyable beside it. */
export function shortenIdentifier(id: string): string {
  return id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`
}
