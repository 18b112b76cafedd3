/** Collects AND-ed conditions with their numbered parameters. `?` in a condition stands for its value. */
export class Conditions {
  readonly values: unknown[] = []
  private readonly parts: string[] = []

  /** Adds a value and returns its placeholder. */
  bind(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }

  add(condition: string, ...values: unknown[]): this {
    const bound = values.map((value) => this.bind(value))
    this.parts.push(condition.replaceAll("?", () => bound.shift() as string))
    return this
  }

  /** Adds the condition unless the value is undefined or an empty list. */
  addIf(value: unknown, condition: string): this {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return this
    return this.add(condition, value)
  }

  copy(): Conditions {
    const copy = new Conditions()
    copy.values.push(...this.values)
    copy.parts.push(...this.parts)
    return copy
  }

  toString(): string {
    return this.parts.length > 0 ? this.parts.map((part) => `(${part})`).join(" AND ") : "true"
  }
}
