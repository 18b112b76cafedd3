-- AlterTable
ALTER TABLE "DatasetMember" ADD COLUMN     "facts" TEXT;
