package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Statement;

/// A schema that statements change, one after another. For one thread.
///
/// Who walks through statements holds this; what is known of the schema at each of them is read
/// from [#known].
public final class ChangingSchema {
  private KnownSchema known;

  private ChangingSchema(KnownSchema known) {
    this.known = known;
  }

  /// Nothing is known before the first statement.
  public static ChangingSchema unknown() {
    return new ChangingSchema(KnownSchema.unknown());
  }

  /// A schema that continues from another one, which stays as it is.
  public static ChangingSchema from(KnownSchema start) {
    return new ChangingSchema(start.copy());
  }

  /// What the statements so far made of the schema; it answers differently after the next one.
  public KnownSchema known() {
    return known;
  }

  /// Applies a statement: what it makes, changes or drops.
  public void apply(Statement statement, Moment moment) {
    known.apply(statement, moment);
  }

  /// The schema as it is now, whatever follows.
  public KnownSchema kept() {
    return known.copy();
  }

  /// Goes back to what was kept, as ROLLBACK does.
  public void back(KnownSchema kept) {
    known = kept.copy();
  }
}
