import { getThresholdEvidence as getThresholdEvidenceRoute } from "@/lib/contracts/evidence"
import { handle } from "@/lib/http/handle"
import { getThresholdEvidence } from "@/lib/services/curation/evidence"

export const POST = handle(getThresholdEvidenceRoute, getThresholdEvidence)
