package dev.ballast.observe.catalogue.index_bloat;

import dev.ballast.observe.check.BloatCheck;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.SymptomDraft;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A B-tree index that is mostly empty.
@NullMarked
public final class IndexBloat extends BloatCheck {
  public IndexBloat() {
    super("index-bloat", "flaw_index_bloat");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "index");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("table-bloat", "autovacuum-off");
  }

  @Override
  protected String what(Entity entity) {
    return "index %s of %s".formatted(index(entity), where(entity));
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft, Entity entity) {
    return draft.remedy(
        "Build it again beside its users",
        "REINDEX INDEX CONCURRENTLY %s;".formatted(index(entity)));
  }
}
