package dev.ballast.change.undo;

import dev.ballast.postgres.jdbc.Row;
import java.util.List;

/// One property of one object, as the catalogs hold it, and the statements that give and take it.
///
/// @param rank objects of a lower rank must be there first
/// @param subject the object, with its schema and quoted: `public.orders`, `public.orders.total`,
///     `orders_check on public.orders`
/// @param name the property: `default`, `owner`, `index`
/// @param value what is compared; of an object that is lost, how many rows it has
/// @param make none where nothing can bring it back
/// @param unmake none where the property cannot be missing
record Facet(
    int rank,
    String subject,
    String name,
    String value,
    Mode mode,
    List<String> make,
    List<String> unmake) {
  Facet {
    make = List.copyOf(make);
    unmake = List.copyOf(unmake);
  }

  /// How a property changes.
  enum Mode {
    /// The object itself; its value is not compared.
    OBJECT,
    /// The object itself, which is made again where its value differs.
    REMAKE,
    /// A property that an object may lack.
    PRESENCE,
    /// A property that every such object has.
    VALUE,
    /// What a partition got from its parent: its value is the partition.
    ATTACHED
  }

  /// Which object and which property.
  record Key(String subject, String name) {}

  static Facet of(Row row) {
    return new Facet(
        (int) row.number("rank"),
        row.text("subject"),
        row.text("facet"),
        row.textOrEmpty("value").orElse(""),
        Mode.valueOf(row.text("mode")),
        row.texts("make"),
        row.texts("unmake"));
  }

  Key key() {
    return new Key(subject, name);
  }

  boolean isObject() {
    return mode == Mode.OBJECT || mode == Mode.REMAKE;
  }

  /// Whether dropping that object drops this property as well.
  boolean belongsTo(String object) {
    return subject.equals(object)
        || subject.endsWith(" on " + object)
        || subject.startsWith(object + ".")
        || subject.startsWith(object + " ");
  }

  /// The same, made by other statements.
  Facet madeBy(List<String> statements) {
    return new Facet(rank, subject, name, value, mode, statements, unmake);
  }
}
