package dev.ballast.observe.catalogue.extension_outdated;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// An extension of an older version than its files.
@NullMarked
public final class ExtensionOutdated extends FlawCheck {
  public ExtensionOutdated() {
    super(
        "extension-outdated",
        Topic.SETTINGS,
        Threshold.ifSo(Urgency.NOTE),
        "flaw_extension_version");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "extension", "installed", "available");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    QualifiedName extension = QualifiedName.of(entity.label("extension"));
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                always(),
                "extension %s in database %s is of version %s, and the server has %s"
                    .formatted(
                        extension,
                        entity.label("database"),
                        entity.label("installed"),
                        entity.label("available")))
            .remedy(
                "Update it",
                SafeChange.briefly(
                    "ALTER EXTENSION %s UPDATE TO %s;"
                        .formatted(extension, new Literal(entity.label("available"))))));
  }
}
