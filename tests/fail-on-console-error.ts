import { afterEach, beforeEach, expect, type MockInstance, vi } from "vitest"

let errors: MockInstance<typeof console.error>

beforeEach(() => {
  errors = vi.spyOn(console, "error")
})

// A test that expects an error to be printed spies on the console itself.
afterEach(() => {
  const printed = errors.mock.calls
  errors.mockRestore()
  expect(printed, "console.error was called").toEqual([])
})
