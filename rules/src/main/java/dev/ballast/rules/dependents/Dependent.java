package dev.ballast.rules.dependents;

import static java.util.Objects.requireNonNull;

import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;

/// Something that needs a column or another object.
///
/// @param on the table that it is a part of; its own name where it stands alone
/// @param hold what it keeps PostgreSQL from doing
/// @param certain otherwise it is not known whether it needs it
public record Dependent(
    Kind kind, QualifiedName name, QualifiedName on, Hold hold, boolean certain) {
  /// What it is.
  public enum Kind {
    VIEW("the view"),
    MATERIALIZED_VIEW("the materialized view"),
    ROUTINE("the routine"),
    TABLE("the table"),
    DOMAIN("the domain"),
    GENERATED_COLUMN("the generated column"),
    COLUMN("the column"),
    DEFAULT("the default of"),
    INDEX("the index"),
    CONSTRAINT("the constraint"),
    FOREIGN_KEY("the foreign key"),
    POLICY("the policy"),
    RULE("the rule"),
    TRIGGER("the trigger"),
    PUBLICATION("the publication");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /// What PostgreSQL refuses while it is there.
  public enum Hold {
    /// Nothing: it goes along.
    NONE,
    /// To drop what it needs without CASCADE.
    DROP,
    /// To drop the column that it reads, and to change its type.
    DROP_AND_TYPE
  }

  public Dependent {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    requireNonNull(on, "on is null");
    requireNonNull(hold, "hold is null");
  }

  /// What stands alone and reads a column or an object.
  static Dependent reading(Kind kind, QualifiedName name, boolean certain) {
    return new Dependent(kind, name, name, Hold.DROP_AND_TYPE, certain);
  }

  /// The same where it is not known whether it needs it.
  public Dependent perhaps() {
    return new Dependent(kind, name, on, hold, false);
  }

  /// Whether what it needs is not dropped without CASCADE.
  public boolean refuses() {
    return hold != Hold.NONE;
  }

  /// `the view open_orders`, `the policy own_rows of orders`.
  public String described() {
    return switch (kind) {
      case COLUMN, DEFAULT -> kind.words + " " + on + "." + Phrases.quoted(name.name());
      case POLICY, RULE, TRIGGER, FOREIGN_KEY -> kind.words + " " + name + " of " + on;
      case VIEW, MATERIALIZED_VIEW, ROUTINE, TABLE, DOMAIN -> kind.words + " " + name;
      case GENERATED_COLUMN, INDEX, CONSTRAINT, PUBLICATION -> kind.words + " " + name;
    };
  }

  /// What to do with it before its column goes.
  public List<String> first() {
    String own = Phrases.quoted(name.name());
    return switch (kind) {
      case VIEW -> List.of("CREATE OR REPLACE VIEW " + name + " AS <query without the column>");
      case ROUTINE -> List.of("CREATE OR REPLACE FUNCTION " + name + " <without the column>");
      case INDEX ->
          List.of(
              "CREATE INDEX CONCURRENTLY <new name> ON " + on + " (<columns that stay>)",
              "DROP INDEX CONCURRENTLY " + name);
      case MATERIALIZED_VIEW, TABLE, DOMAIN, GENERATED_COLUMN, COLUMN -> List.of(dropped());
      case DEFAULT, CONSTRAINT, FOREIGN_KEY, POLICY, RULE, TRIGGER, PUBLICATION ->
          own.isEmpty() ? List.of() : List.of(dropped());
    };
  }

  /// The statement that takes it away, and with it the need.
  public String dropped() {
    String own = Phrases.quoted(name.name());
    return switch (kind) {
      case VIEW -> "DROP VIEW " + name;
      case MATERIALIZED_VIEW -> "DROP MATERIALIZED VIEW " + name;
      case ROUTINE -> "DROP ROUTINE " + name;
      case TABLE -> "DROP TABLE " + name;
      case DOMAIN -> "DROP DOMAIN " + name;
      case GENERATED_COLUMN, COLUMN -> "ALTER TABLE " + on + " DROP COLUMN " + own;
      case DEFAULT -> "ALTER TABLE " + on + " ALTER COLUMN " + own + " DROP DEFAULT";
      case INDEX -> "DROP INDEX " + name;
      case CONSTRAINT, FOREIGN_KEY -> "ALTER TABLE " + on + " DROP CONSTRAINT " + own;
      case POLICY -> "DROP POLICY " + own + " ON " + on;
      case RULE -> "DROP RULE " + own + " ON " + on;
      case TRIGGER -> "DROP TRIGGER " + own + " ON " + on;
      case PUBLICATION -> "ALTER PUBLICATION " + own + " DROP TABLE " + on;
    };
  }
}
