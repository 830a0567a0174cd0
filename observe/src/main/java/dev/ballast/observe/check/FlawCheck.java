package dev.ballast.observe.check;

import java.util.Optional;
import java.util.OptionalDouble;

/// A check of the objects of each database that have a flaw.
public abstract class FlawCheck extends FigureCheck {
  private static final double ALWAYS = 1;

  /// @param family of the flaw
  protected FlawCheck(String name, Topic topic, Threshold threshold, String family) {
    super(name, topic, threshold, family);
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected final Examined examine(Entity entity, Observed observed) {
    if (isUnknown(entity)) {
      return new Examined.Unknown(unknown(entity));
    }
    return draft(entity, observed)
        .<Examined>map(
            draft -> {
              size(entity).ifPresent(bytes -> draft.with("size", Measure.BYTES.text(bytes)));
              return new Examined.Seen(draft.symptom());
            })
        .orElse(Examined.WELL);
  }

  /// What the object is; empty where it is none of those that the check looks for.
  protected abstract Optional<SymptomDraft> draft(Entity entity, Observed observed);

  /// Whether a figure that decides it is hidden.
  protected boolean isUnknown(Entity entity) {
    return false;
  }

  /// What is hidden, as a sentence.
  protected String unknown(Entity entity) {
    return "a figure of " + where(entity) + " is unknown";
  }

  /// The figure of what is wrong as such.
  protected static double always() {
    return ALWAYS;
  }

  /// The object's table with its schema, quoted as SQL needs it.
  protected static String table(Entity entity) {
    return entity.relation("schema", "table");
  }

  /// The object's index with its schema, quoted as SQL needs it.
  protected static String index(Entity entity) {
    return entity.relation("schema", "index");
  }

  /// A table by its name and its database.
  protected static String where(Entity entity) {
    return "table %s in database %s".formatted(table(entity), entity.label("database"));
  }

  /// Whether the object is a partitioned one.
  protected static boolean isPartitioned(Entity entity) {
    return entity.figure("partitioned").orElse(0) > 0;
  }

  private static OptionalDouble size(Entity entity) {
    return entity.state().family().layout().indexOf("bytes") < 0
        ? OptionalDouble.empty()
        : entity.figure("bytes");
  }
}
