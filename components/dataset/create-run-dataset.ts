import { call } from "@/lib/api-client/call"
import { createDataset, type DatasetRecord } from "@/lib/contracts/datasets"
import type { RunRecord } from "@/lib/contracts/runs"
import { AppError } from "@/lib/domain/errors"

/** How many datasets of one run get a name by number before a person has to think of one. */
const MOST = 20

/** Freezes the solved episodes of a run under its name, or the next free `name 2`, `name 3`. */
export async function createRunDataset(
  run: Pick<RunRecord, "experimentId" | "id" | "name">,
): Promise<DatasetRecord> {
  const recipeName = `${run.name}, solved`.slice(0, 200)
  for (let number = 1; ; number++) {
    const name = (number === 1 ? run.name : `${run.name} ${number}`).slice(0, 200)
    try {
      return await call(createDataset, {
        experimentId: run.experimentId,
        name,
        recipeName,
        runIds: [run.id],
        rules: [{ type: "success" }],
      })
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === "CONFLICT"
      if (!isTaken || number === MOST) throw error
    }
  }
}
