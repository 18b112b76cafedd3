-- What the schema language cannot say. The differ ignores all of it: unenforced keys, partial indexes, triggers, storage options.

-- An enforced key costs bulk writes 2-3x. Servers before 18 cannot declare one without enforcing it, so they get none.
-- Nothing cascades to "Step" either way: deletion removes steps explicitly.
DO $$
BEGIN
  ALTER TABLE "Step" DROP CONSTRAINT "step_episode_fk";
  IF current_setting('server_version_num')::int >= 180000 THEN
    EXECUTE 'ALTER TABLE "Step" ADD CONSTRAINT "step_episode_fk" FOREIGN KEY ("experimentId", "episodeId")
      REFERENCES "Episode"("experimentId", "id") ON DELETE CASCADE ON UPDATE CASCADE NOT ENFORCED';
  END IF;
END
$$;

-- Caches ask for everything changed since a snapshot; unlike a clock or a sequence, a transaction id has no gaps for them.
CREATE FUNCTION "setChangedXid"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."changedXid" := pg_current_xact_id();
  RETURN NEW;
END
$$;

CREATE TRIGGER "Episode_changedXid" BEFORE UPDATE ON "Episode"
  FOR EACH ROW EXECUTE FUNCTION "setChangedXid"();

CREATE INDEX "Episode_labelled_idx" ON "Episode"("experimentId", "runId", "label") WHERE "label" IS NOT NULL;

-- Room beside each run for its next version: roll-ups are updated with every batch.
ALTER TABLE "Run" SET (fillfactor = 50);

-- Bulk loads insert without updating; index-only scans need the visibility map soon after.
ALTER TABLE "Episode" SET (autovacuum_vacuum_insert_scale_factor = 0.05);
