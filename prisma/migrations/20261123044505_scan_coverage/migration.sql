-- AlterTable
ALTER TABLE "EpisodeScan" ADD COLUMN     "episodes" INTEGER,
ADD COLUMN     "epoch" INTEGER;
