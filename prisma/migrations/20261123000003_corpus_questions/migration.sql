-- AlterTable
ALTER TABLE "Corpus" ADD COLUMN     "questionCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "questions" JSONB NOT NULL DEFAULT '[]';
