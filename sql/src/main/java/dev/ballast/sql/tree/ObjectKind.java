package dev.ballast.sql.tree;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The kinds of things that statements make, change and drop: `ObjectType` in
/// `src/include/nodes/parsenodes.h`.
public enum ObjectKind {
  ACCESS_METHOD("OBJECT_ACCESS_METHOD", "ACCESS METHOD"),
  AGGREGATE("OBJECT_AGGREGATE", "AGGREGATE"),
  ATTRIBUTE("OBJECT_ATTRIBUTE", "ATTRIBUTE"),
  CAST("OBJECT_CAST", "CAST"),
  COLUMN("OBJECT_COLUMN", "COLUMN"),
  COLLATION("OBJECT_COLLATION", "COLLATION"),
  CONVERSION("OBJECT_CONVERSION", "CONVERSION"),
  DATABASE("OBJECT_DATABASE", "DATABASE"),
  DOMAIN("OBJECT_DOMAIN", "DOMAIN"),
  DOMAIN_CONSTRAINT("OBJECT_DOMCONSTRAINT", "DOMAIN CONSTRAINT"),
  EVENT_TRIGGER("OBJECT_EVENT_TRIGGER", "EVENT TRIGGER"),
  EXTENSION("OBJECT_EXTENSION", "EXTENSION"),
  FOREIGN_DATA_WRAPPER("OBJECT_FDW", "FOREIGN DATA WRAPPER"),
  SERVER("OBJECT_FOREIGN_SERVER", "SERVER"),
  FOREIGN_TABLE("OBJECT_FOREIGN_TABLE", "FOREIGN TABLE"),
  FUNCTION("OBJECT_FUNCTION", "FUNCTION"),
  INDEX("OBJECT_INDEX", "INDEX"),
  LANGUAGE("OBJECT_LANGUAGE", "LANGUAGE"),
  LARGE_OBJECT("OBJECT_LARGEOBJECT", "LARGE OBJECT"),
  MATERIALIZED_VIEW("OBJECT_MATVIEW", "MATERIALIZED VIEW"),
  OPERATOR_CLASS("OBJECT_OPCLASS", "OPERATOR CLASS"),
  OPERATOR("OBJECT_OPERATOR", "OPERATOR"),
  OPERATOR_FAMILY("OBJECT_OPFAMILY", "OPERATOR FAMILY"),
  PARAMETER("OBJECT_PARAMETER_ACL", "PARAMETER"),
  POLICY("OBJECT_POLICY", "POLICY"),
  PROCEDURE("OBJECT_PROCEDURE", "PROCEDURE"),
  PUBLICATION("OBJECT_PUBLICATION", "PUBLICATION"),
  ROLE("OBJECT_ROLE", "ROLE"),
  ROUTINE("OBJECT_ROUTINE", "ROUTINE"),
  RULE("OBJECT_RULE", "RULE"),
  SCHEMA("OBJECT_SCHEMA", "SCHEMA"),
  SEQUENCE("OBJECT_SEQUENCE", "SEQUENCE"),
  SUBSCRIPTION("OBJECT_SUBSCRIPTION", "SUBSCRIPTION"),
  STATISTICS("OBJECT_STATISTIC_EXT", "STATISTICS"),
  CONSTRAINT("OBJECT_TABCONSTRAINT", "CONSTRAINT"),
  TABLE("OBJECT_TABLE", "TABLE"),
  TABLESPACE("OBJECT_TABLESPACE", "TABLESPACE"),
  TRANSFORM("OBJECT_TRANSFORM", "TRANSFORM"),
  TRIGGER("OBJECT_TRIGGER", "TRIGGER"),
  TEXT_SEARCH_CONFIGURATION("OBJECT_TSCONFIGURATION", "TEXT SEARCH CONFIGURATION"),
  TEXT_SEARCH_DICTIONARY("OBJECT_TSDICTIONARY", "TEXT SEARCH DICTIONARY"),
  TEXT_SEARCH_PARSER("OBJECT_TSPARSER", "TEXT SEARCH PARSER"),
  TEXT_SEARCH_TEMPLATE("OBJECT_TSTEMPLATE", "TEXT SEARCH TEMPLATE"),
  TYPE("OBJECT_TYPE", "TYPE"),
  USER_MAPPING("OBJECT_USER_MAPPING", "USER MAPPING"),
  VIEW("OBJECT_VIEW", "VIEW"),
  /// The named unknown: a kind that only the server itself makes, as `OBJECT_AMPROC`.
  OTHER("", "OBJECT");

  private static final Map<String, ObjectKind> BY_TAG =
      Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.tag, Function.identity()));

  private final String tag;
  private final String sql;

  ObjectKind(String tag, String sql) {
    this.tag = tag;
    this.sql = sql;
  }

  /// The words of SQL: `MATERIALIZED VIEW`.
  public String sql() {
    return sql;
  }

  /// Whether such a thing is a row of `pg_class` that a statement locks as a relation.
  public boolean isRelation() {
    return switch (this) {
      case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE -> true;
      default -> false;
    };
  }

  /// Whether such a thing is called: a function, procedure or aggregate.
  public boolean isRoutine() {
    return this == FUNCTION || this == PROCEDURE || this == ROUTINE || this == AGGREGATE;
  }

  static ObjectKind ofTag(String tag) {
    return BY_TAG.getOrDefault(tag, OTHER);
  }
}
