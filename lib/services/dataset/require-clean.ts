import type { LeakCertificate } from "@/lib/contracts/leaks"
import { describeLeaks } from "@/lib/domain/curation/leak-text"
import { AppError } from "@/lib/domain/errors"

/**
 * Before anything is trained: the certificate passes, or somebody said why training goes ahead all the same.
 * @throws AppError INVALID_INPUT naming what leaks.
 */
export function requireCleanOrOverride(certificate: LeakCertificate, override: unknown): void {
  if (certificate.passed || override) return
  const found = describeLeaks(certificate.checks) || "the dataset was never audited"
  throw new AppError(
    "INVALID_INPUT",
    `Training would give away what the student is judged on: ${found}. Leave those episodes out, or say why it is trained anyway.`,
    [{ path: "leakOverride", message: "The leak certificate fails; a reason is needed." }],
  )
}
