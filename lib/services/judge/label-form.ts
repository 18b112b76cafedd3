import type { JUDGE_EXTRAS } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import type { LabelSchema } from "@/lib/domain/label-schema"
import { getLabelSchema } from "@/lib/services/label/get-schema"

/** What a judge says beside the verdict, as the experiment's labels are now. */
export async function readLabelForm(
  ctx: Context,
  experimentId: string,
  extras: readonly (typeof JUDGE_EXTRAS)[number][],
): Promise<LabelSchema> {
  const { choices, scales } = await getLabelSchema(ctx, { experimentId })
  return {
    choices: extras.includes("choices") ? choices : [],
    scales: extras.includes("scales") ? scales : [],
  }
}
