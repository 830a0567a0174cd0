package dev.ballast.observe.catalogue.cache_misses;

import dev.ballast.observe.check.DatabaseShareCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;

/// Reads that shared buffers do not answer.
@NullMarked
public final class CacheMisses extends DatabaseShareCheck {
  public CacheMisses() {
    super(
        "cache-misses",
        Topic.STATEMENTS,
        Threshold.of(Measure.SHARE, 0.1, Urgency.NOTE).after(Duration.ofMinutes(10)),
        new Shares("blocks_read", "blocks_hit", 10_000));
  }

  @Override
  protected String what(String share, String database) {
    return "%s of the blocks that database %s needs are not in shared buffers"
        .formatted(share, database);
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft) {
    return draft.remedy(
        "See which statements read most",
        """
        SELECT queryid, calls, shared_blks_read, shared_blks_hit, query
        FROM pg_stat_statements ORDER BY shared_blks_read DESC LIMIT 10;""");
  }
}
