import type { MessagePort, Transferable, Worker } from "node:worker_threads"
import { AppError, type ErrorCode, type FieldIssue } from "@/lib/domain/errors"

interface Call {
  no: number
  name: string
  args: unknown[]
}

/** An `AppError` loses its class on the way between threads, so its parts travel. */
type Fault = { code: ErrorCode; message: string; issues: FieldIssue[] } | { unexpected: unknown }

type Answer = { no: number } & ({ value: unknown } | { fault: Fault })

// biome-ignore lint/suspicious/noExplicitAny: only such a signature takes every method
type Methods = Record<string, (...args: any[]) => unknown>

/** A value of which these parts are handed over and not copied. */
export class Handed<Value> {
  readonly value: Value
  readonly transfer: Transferable[]

  constructor(value: Value, transfer: Transferable[]) {
    this.value = value
    this.transfer = transfer
  }
}

type Returned<Result> = Awaited<Result> extends Handed<infer Value> ? Value : Awaited<Result>

function toFault(error: unknown): Fault {
  if (!(error instanceof AppError)) return { unexpected: error }
  return { code: error.code, message: error.message, issues: error.issues }
}

function fromFault(fault: Fault): unknown {
  return "unexpected" in fault ? fault.unexpected : new AppError(fault.code, fault.message, fault.issues)
}

function threadEnded(): AppError {
  return new AppError("UNAVAILABLE", "The thread that reads episodes ended. Send them again.")
}

/** Answers the calls that arrive at a port. */
export function serveCalls(port: MessagePort, methods: Methods): void {
  async function answer({ no, name, args }: Call): Promise<void> {
    try {
      const result = await methods[name]?.(...args)
      const handed = result instanceof Handed ? result : new Handed(result, [])
      port.postMessage({ no, value: handed.value } satisfies Answer, handed.transfer)
    } catch (error) {
      port.postMessage({ no, fault: toFault(error) } satisfies Answer)
    }
  }
  port.on("message", answer)
}

/** Calls the methods that a thread serves. All calls that wait fail when the thread ends. */
export class ThreadCalls<Served extends Methods> {
  private readonly worker: Worker
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown>>()
  private count = 0
  private isEnded = false

  constructor(worker: Worker) {
    this.worker = worker
    worker.on("message", (answer: Answer) => this.settle(answer))
    worker.on("exit", () => this.failAll())
  }

  call<Name extends keyof Served & string>(
    name: Name,
    args: Parameters<Served[Name]>,
    transfer: Transferable[] = [],
  ): Promise<Returned<ReturnType<Served[Name]>>> {
    if (this.isEnded) return Promise.reject(threadEnded())
    const no = this.count++
    const settle = Promise.withResolvers<unknown>()
    this.waiting.set(no, settle)
    this.worker.postMessage({ no, name, args } satisfies Call, transfer)
    return settle.promise as Promise<Returned<ReturnType<Served[Name]>>>
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    await this.worker.terminate()
  }

  private settle(answer: Answer): void {
    const settle = this.waiting.get(answer.no)
    this.waiting.delete(answer.no)
    if ("fault" in answer) settle?.reject(fromFault(answer.fault))
    else settle?.resolve(answer.value)
  }

  private failAll(): void {
    this.isEnded = true
    for (const { reject } of this.waiting.values()) reject(threadEnded())
    this.waiting.clear()
  }
}
