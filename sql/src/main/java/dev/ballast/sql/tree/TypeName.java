package dev.ballast.sql.tree;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// A type as a statement names it.
///
/// @param name as parsed: the keyword `integer` is `pg_catalog.int4`, the word `citext` has no
///     schema
/// @param modifiers what stands between the parentheses, as text: `20`; `10`, `2`; `point`, `4326`.
///     Of an interval with fields the first one is the mask of `src/include/utils/timestamp.h`
/// @param arrayDimensions 0 for no array; PostgreSQL itself makes no difference above 1
/// @param setOf only the result of a function may be one
/// @param ofColumn whether it is `table.column%TYPE`; then `name` is table and column
public record TypeName(
    QualifiedName name,
    List<String> modifiers,
    int arrayDimensions,
    boolean setOf,
    boolean ofColumn) {
  private static final String SYSTEM = "pg_catalog";
  private static final Set<String> SERIAL =
      Set.of("smallserial", "serial2", "serial", "serial4", "bigserial", "serial8");
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("bool", "boolean"),
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bpchar", "character"),
          Map.entry("varchar", "character varying"),
          Map.entry("varbit", "bit varying"),
          Map.entry("time", "time"),
          Map.entry("timetz", "time"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("timestamptz", "timestamp"),
          Map.entry("interval", "interval"),
          Map.entry("json", "json"),
          Map.entry("bit", "bit"),
          Map.entry("numeric", "numeric"));

  public TypeName {
    modifiers = List.copyOf(modifiers);
  }

  /// A plain type of the system, as `int4` or `text`.
  public static TypeName system(String name, String... modifiers) {
    return new TypeName(QualifiedName.of(SYSTEM, name), List.of(modifiers), 0, false, false);
  }

  /// Whether the name can be that of the system's type: `int4`, `pg_catalog.int4`; not `app.int4`.
  /// `pg_catalog` is searched first, unless `search_path` says otherwise.
  public boolean isSystem(String systemName) {
    return !ofColumn
        && name.name().equals(systemName)
        && name.schema().map(SYSTEM::equals).orElse(true);
  }

  /// Whether this is `serial` or one of its kin, for which `CREATE TABLE` and `ADD COLUMN` make a
  /// sequence (`transformColumnDefinition` in `src/backend/parser/parse_utilcmd.c`).
  public boolean isSerial() {
    return !ofColumn && name.schema().isEmpty() && SERIAL.contains(name.name());
  }

  /// The modifier at that place, where it is a number.
  public OptionalInt modifier(int index) {
    if (index >= modifiers.size() || !modifiers.get(index).matches("-?[0-9]{1,9}")) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(modifiers.get(index)));
  }

  /// The type as `format_type` prints it: `integer`, `character varying(20)`, `citext[]`.
  public String canonical() {
    return (setOf ? "SETOF " : "") + element() + (arrayDimensions > 0 ? "[]" : "");
  }

  private String element() {
    if (ofColumn) {
      return name + "%TYPE";
    }
    boolean system = name.schema().map(SYSTEM::equals).orElse(true);
    String standard = system ? STANDARD.get(name.name()) : null;
    if (standard == null) {
      QualifiedName shown = system ? QualifiedName.of(name.name()) : name;
      return shown + parentheses(modifiers);
    }
    return switch (name.name()) {
      case "interval" -> "interval" + IntervalFields.suffix(modifiers);
      case "time", "timestamp" -> standard + parentheses(modifiers) + " without time zone";
      case "timetz", "timestamptz" -> standard + parentheses(modifiers) + " with time zone";
      case "bpchar" -> modifiers.isEmpty() ? "bpchar" : standard + parentheses(modifiers);
      default -> standard + parentheses(modifiers);
    };
  }

  private static String parentheses(List<String> modifiers) {
    return modifiers.isEmpty() ? "" : "(" + String.join(",", modifiers) + ")";
  }

  @Override
  public String toString() {
    return canonical();
  }
}
