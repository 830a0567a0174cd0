package dev.ballast.observe.catalogue.collation_version_changed;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Indexes whose order is not that of the library any more.
@NullMarked
public final class CollationVersionChanged extends FlawCheck {
  public CollationVersionChanged() {
    super(
        "collation-version-changed",
        Topic.SCHEMA,
        Threshold.ifSo(Urgency.TICKET),
        "flaw_collation_version");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "kind", "name");
  }

  /// The libraries of a standby's machine may be others than those of its primary's.
  @Override
  public boolean isReplicated() {
    return false;
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    String database = entity.label("database");
    String name = entity.label("name");
    boolean whole = entity.label("kind").equals("database");
    double indexes = entity.figure("indexes").orElse(0);
    SymptomDraft draft =
        SymptomDraft.of(
                entity.labels(),
                always(),
                "the order of %s %s in database %s changed since it was made; %.0f indexes use it"
                    .formatted(entity.label("kind"), name, database, indexes))
            .remedy(
                "Prove by a restored copy which indexes are wrong",
                "ballast prove --target %s".formatted(observed.target().name()))
            .remedy(
                "Build all indexes of the database again, beside their users",
                "REINDEX DATABASE CONCURRENTLY %s;".formatted(QualifiedName.of(database)));
    return Optional.of(
        whole
            ? draft.remedy(
                "Then record the version",
                "ALTER DATABASE %s REFRESH COLLATION VERSION;".formatted(QualifiedName.of(name)))
            : draft.remedy(
                "Then record the version", "ALTER COLLATION %s REFRESH VERSION;".formatted(name)));
  }
}
