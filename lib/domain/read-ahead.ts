/** The same values, of which the next `count` are asked for while one is used; a failure is thrown when its turn has come. */
export async function* readAhead<Value>(source: AsyncIterable<Value>, count: number): AsyncGenerator<Value> {
  const iterator = source[Symbol.asyncIterator]()
  const asked: Promise<IteratorResult<Value>>[] = []
  function ask(): void {
    while (asked.length < count) {
      const next = iterator.next()
      next.catch(() => undefined)
      asked.push(next)
    }
  }
  try {
    for (;;) {
      ask()
      const { value, done } = await (asked.shift() as Promise<IteratorResult<Value>>)
      if (done) return
      ask()
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}
