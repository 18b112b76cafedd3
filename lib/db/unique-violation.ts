import { Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002"
}

/** Turns a breach of a unique key into a CONFLICT with this sentence; every other error passes. */
export async function asConflict<T>(query: Promise<T>, sentence: string): Promise<T> {
  try {
    return await query
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("CONFLICT", sentence, [], { cause: error })
    throw error
  }
}

/** Creates a row, or finds the one that somebody else created first. */
export async function createOrFind<T>(create: () => Promise<T>, find: () => Promise<T>): Promise<T> {
  try {
    return await create()
  } catch (error) {
    if (isUniqueViolation(error)) return find()
    throw error
  }
}
