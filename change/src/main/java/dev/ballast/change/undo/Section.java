package dev.ballast.change.undo;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// A part of the catalogs that is read together.
enum Section {
  RELATIONS(true),
  COLUMNS(true),
  CONSTRAINTS(true),
  GUARDS(true),
  SEQUENCES(true),
  ROUTINES(false),
  TYPES(false),
  OTHERS(false),
  GRANTS(false),
  COMMENTS(false),
  SHARED(false),
  PUBLICATIONS(false);

  private final boolean byRelation;

  Section(boolean byRelation) {
    this.byRelation = byRelation;
  }

  /// What belongs to a table or view.
  static Set<Section> ofRelations() {
    return EnumSet.of(RELATIONS, COLUMNS, CONSTRAINTS, GUARDS, SEQUENCES);
  }

  /// Whether it can be read for some relations alone.
  boolean isByRelation() {
    return byRelation;
  }

  /// The name of its query.
  String query() {
    return name().toLowerCase(Locale.ROOT);
  }
}
