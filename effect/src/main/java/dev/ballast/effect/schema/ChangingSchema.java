package dev.ballast.effect.schema;

import dev.ballast.sql.tree.Statement;

/// A schema that statements change, one after another. For one thread.
///
/// Who walks through statements holds this; what is known of the schema at each of them is read
/// from [#known].
public final class ChangingSchema {
  private KnownSchema known;

  /// Whether nobody else holds what is known, so that it may be changed.
  private boolean own;

  private ChangingSchema(KnownSchema known, boolean own) {
    this.known = known;
    this.own = own;
  }

  /// Nothing is known before the first statement.
  public static ChangingSchema unknown() {
    return new ChangingSchema(KnownSchema.unknown(), true);
  }

  /// A schema that continues from another one, which stays as it is, and has to: it is copied by
  /// the first statement that changes something. Most bodies of routines hold none.
  public static ChangingSchema from(KnownSchema start) {
    return new ChangingSchema(start, false);
  }

  /// What the statements so far made of the schema; it answers differently after the next one.
  public KnownSchema known() {
    return known;
  }

  /// Applies a statement: what it makes, changes or drops.
  public void apply(Statement statement, Moment moment) {
    if (SchemaFold.leavesAsItIs(statement)) {
      return;
    }
    if (!own) {
      known = known.copy();
      own = true;
    }
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
