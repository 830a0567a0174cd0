package dev.ballast.rules.dependents;

import dev.ballast.sql.tree.QualifiedName;
import java.util.Set;

/// The system catalogs of PostgreSQL 14-18: `src/include/catalog`.
///
/// `pg_catalog` is searched before every other schema unless `search_path` names it, so a catalog's
/// name without a schema means the catalog. Other names that begin with `pg_` may be anybody's.
public final class SystemCatalogs {
  private static final String SCHEMA = "pg_catalog";
  private static final String TOAST = "pg_toast";
  private static final String INDEX = "_index";

  private static final Set<String> NAMES =
      Set.of(
          "pg_aggregate",
          "pg_am",
          "pg_amop",
          "pg_amproc",
          "pg_attrdef",
          "pg_attribute",
          "pg_auth_members",
          "pg_authid",
          "pg_cast",
          "pg_class",
          "pg_collation",
          "pg_constraint",
          "pg_conversion",
          "pg_database",
          "pg_db_role_setting",
          "pg_default_acl",
          "pg_depend",
          "pg_description",
          "pg_enum",
          "pg_event_trigger",
          "pg_extension",
          "pg_foreign_data_wrapper",
          "pg_foreign_server",
          "pg_foreign_table",
          "pg_index",
          "pg_inherits",
          "pg_init_privs",
          "pg_language",
          "pg_largeobject",
          "pg_largeobject_metadata",
          "pg_namespace",
          "pg_opclass",
          "pg_operator",
          "pg_opfamily",
          "pg_parameter_acl",
          "pg_partitioned_table",
          "pg_policy",
          "pg_proc",
          "pg_publication",
          "pg_publication_namespace",
          "pg_publication_rel",
          "pg_range",
          "pg_replication_origin",
          "pg_rewrite",
          "pg_seclabel",
          "pg_sequence",
          "pg_shdepend",
          "pg_shdescription",
          "pg_shseclabel",
          "pg_statistic",
          "pg_statistic_ext",
          "pg_statistic_ext_data",
          "pg_subscription",
          "pg_subscription_rel",
          "pg_tablespace",
          "pg_transform",
          "pg_trigger",
          "pg_ts_config",
          "pg_ts_config_map",
          "pg_ts_dict",
          "pg_ts_parser",
          "pg_ts_template",
          "pg_type",
          "pg_user_mapping");

  private SystemCatalogs() {}

  /// A catalog's table.
  public static boolean isCatalog(QualifiedName relation) {
    return NAMES.contains(relation.name()) && isSystem(relation);
  }

  /// The index of a catalog, as `pg_class_oid_index`.
  public static boolean isIndex(QualifiedName index) {
    return isSystem(index)
        && index.name().endsWith(INDEX)
        && NAMES.stream().anyMatch(name -> index.name().startsWith(name + "_"));
  }

  private static boolean isSystem(QualifiedName relation) {
    return relation
        .schema()
        .map(schema -> schema.equals(SCHEMA) || schema.equals(TOAST))
        .orElse(true);
  }
}
