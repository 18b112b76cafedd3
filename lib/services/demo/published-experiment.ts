import type { Context } from "@/lib/db/context"
import { derivedId } from "@/lib/db/new-id"
import { PUBLISHED_FIGURES, PUBLISHED_SOURCE } from "@/lib/services/demo/published-figures"

export const PUBLISHED_EXPERIMENT_ID = derivedId("demo/published")

/** The published figures, each with its source and grade; finds them when they are there. */
export async function createPublishedExperiment(ctx: Context): Promise<void> {
  const figures = PUBLISHED_FIGURES.map((figure, position) => ({
    ...figure,
    id: derivedId(`demo/published/${position}`),
    position,
    source: PUBLISHED_SOURCE.name,
    sourceUrl: PUBLISHED_SOURCE.url,
  }))
  await ctx.db.prisma.experiment.upsert({
    where: { id: PUBLISHED_EXPERIMENT_ID },
    create: {
      id: PUBLISHED_EXPERIMENT_ID,
      name: "Curated behaviour cloning, published figures",
      question: "What others measured: students of GPT-4.1 on four task families.",
      origin: "published",
      isDemo: true,
      createdAt: ctx.now(),
      publishedFigures: { create: figures },
    },
    update: {},
  })
}
