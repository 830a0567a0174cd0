package dev.ballast.change.state;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/// What an object is known by: its names, never its OID, so that one that was dropped and made
/// again is the same.
///
/// @param schema empty where the kind has none
/// @param name of a routine, operator or cast with its types
/// @param of what it belongs to: a table, an extension, a server; empty where there is no such
public record ObjectIdentity(CatalogKind kind, String schema, String name, String of)
    implements Comparable<ObjectIdentity> {
  private static final Comparator<ObjectIdentity> ORDER =
      Comparator.comparing(ObjectIdentity::kind)
          .thenComparing(ObjectIdentity::schema)
          .thenComparing(ObjectIdentity::of)
          .thenComparing(ObjectIdentity::name);

  private static final String USUAL_SCHEMA = "public";

  public ObjectIdentity {
    requireNonNull(kind, "kind is null");
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
    requireNonNull(of, "of is null");
  }

  /// In messages: `column orders.note`, `trigger audit on shop.orders`. The schema `public`
  /// is left out.
  public String display() {
    String prefix = schema.isEmpty() || schema.equals(USUAL_SCHEMA) ? "" : schema + ".";
    String names =
        switch (kind.place()) {
          case INSIDE -> prefix + of + "." + name;
          case ON -> name + " on " + prefix + of;
          case ALONE -> prefix + name + (of.isEmpty() ? "" : " of " + of);
        };
    return kind.title() + " " + names;
  }

  /// Whether it is a part of that relation or domain, which comes and goes with it.
  boolean isPartOf(ObjectIdentity whole) {
    return switch (kind) {
      case COLUMN, CONSTRAINT, INDEX, TRIGGER, RULE, POLICY ->
          switch (whole.kind) {
            case TABLE, VIEW, MATERIALIZED_VIEW, TYPE ->
                whole.schema.equals(schema) && whole.name.equals(of);
            default -> false;
          };
      default -> false;
    };
  }

  /// By kind, then by schema, by what it belongs to, and by name.
  @Override
  public int compareTo(ObjectIdentity other) {
    return ORDER.compare(this, other);
  }
}
