package dev.ballast.observe.catalogue.temporary_files;

import dev.ballast.observe.check.DatabaseGrowthCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import org.jspecify.annotations.NullMarked;

/// Sorts and hashes that are written to disk.
@NullMarked
public final class TemporaryFiles extends DatabaseGrowthCheck {
  public TemporaryFiles() {
    super(
        "temporary-files",
        Topic.STATEMENTS,
        Threshold.of(Measure.BYTES, 1 << 30, Urgency.TICKET),
        "temporary_bytes");
  }

  @Override
  protected String what(String amount, String database) {
    return "%s of temporary files in database %s".formatted(amount, database);
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft) {
    return draft.remedy(
        "Let the server report statements that write more than 100 MB",
        "ALTER SYSTEM SET log_temp_files = '100MB'; SELECT pg_reload_conf();");
  }
}
