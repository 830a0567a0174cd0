package dev.ballast.rules.dependents;

import static java.util.Objects.requireNonNull;

import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// Something that needs a column.
///
/// @param refuses PostgreSQL does not drop the column without CASCADE while this is there;
///     otherwise it goes along
public record Dependent(Kind kind, QualifiedName name, boolean refuses) {
  /// What it is.
  public enum Kind {
    VIEW("the view"),
    MATERIALIZED_VIEW("the materialized view"),
    ROUTINE("the routine"),
    GENERATED_COLUMN("the generated column"),
    INDEX("the index"),
    CONSTRAINT("the constraint");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  public Dependent {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
  }

  /// `the view open_orders`.
  public String described() {
    return kind.words + " " + name;
  }

  /// What to do with it before its column goes.
  ///
  /// @param table the column's
  public List<String> first(QualifiedName table) {
    String own = Phrases.quoted(name.name());
    return switch (kind) {
      case VIEW -> List.of("CREATE OR REPLACE VIEW " + name + " AS <query without the column>");
      case MATERIALIZED_VIEW -> List.of("DROP MATERIALIZED VIEW " + name);
      case ROUTINE -> List.of("CREATE OR REPLACE FUNCTION " + name + " <without the column>");
      case GENERATED_COLUMN -> List.of("ALTER TABLE " + table + " DROP COLUMN " + own);
      case INDEX ->
          List.of(
              "CREATE INDEX CONCURRENTLY <new name> ON " + table + " (<columns that stay>)",
              "DROP INDEX CONCURRENTLY " + name);
      case CONSTRAINT -> List.of("ALTER TABLE " + table + " DROP CONSTRAINT " + own);
    };
  }
}
