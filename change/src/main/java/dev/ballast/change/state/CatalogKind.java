package dev.ballast.change.state;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The kinds of objects that a database has, or that its cluster has beside it, and what is read of
/// each. A query `CatalogKind/<query>.sql` returns a column of the name of each attribute.
public enum CatalogKind {
  DATABASE(
      "database",
      "databases",
      Place.ALONE,
      "owner,privileges,encoding,locale,collation_version,tablespace,connection_limit,template,"
          + "allows_connections"),
  TABLESPACE("tablespace", "tablespaces", Place.ALONE, "owner,privileges,options,location"),
  ROLE(
      "role",
      "roles",
      Place.ALONE,
      "superuser,inherit,create_role,create_database,login,replication,bypass_row_security,"
          + "connection_limit,valid_until,password"),
  MEMBERSHIP("membership", "memberships", Place.ALONE, "admin,inherit,set"),
  SETTING("setting", "settings", Place.ALONE, "value"),
  SERVER_SETTING("setting of the server", "server_settings", Place.ALONE, "value"),
  PARAMETER_PRIVILEGES(
      "privileges on parameter", "parameter_privileges", Place.ALONE, "privileges"),
  SCHEMA("schema", "schemas", Place.ALONE, "owner,privileges"),
  EXTENSION(
      "extension",
      "extensions",
      Place.ALONE,
      "owner,schema_of_its_objects,relocatable,version,configuration"),
  EXTENSION_MEMBER("extension's object", "extension_members", Place.ALONE, "dependency"),
  LANGUAGE("language", "languages", Place.ALONE, "owner,trusted,functions,privileges"),
  ACCESS_METHOD("access method", "access_methods", Place.ALONE, "type,handler"),
  TYPE(
      "type",
      "types",
      Place.ALONE,
      "kind,owner,privileges,labels,base_type,collation,not_null,default,range,functions,layout"),
  COLLATION(
      "collation", "collations", Place.ALONE, "owner,provider,deterministic,locale,rules,version"),
  CONVERSION("conversion", "conversions", Place.ALONE, "owner,source,target,function,default"),
  TABLE(
      "table",
      "tables",
      Place.ALONE,
      "kind,owner,privileges,persistence,access_method,tablespace,options,toast_options,"
          + "replica_identity,row_security,forced_row_security,inherits,of_type,partition_key,"
          + "partition_bound,server,foreign_options"),
  VIEW("view", "views", Place.ALONE, "definition,owner,privileges,options"),
  MATERIALIZED_VIEW(
      "materialised view",
      "materialized_views",
      Place.ALONE,
      "definition,owner,privileges,populated,access_method,tablespace,options,toast_options"),
  COLUMN(
      "column",
      "columns",
      Place.INSIDE,
      "position,type,collation,not_null,default,generated,identity,storage,compression,"
          + "statistics_target,options,foreign_options,privileges,local,inherited"),
  CONSTRAINT(
      "constraint",
      "constraints",
      Place.INSIDE,
      "type,definition,deferrable,deferred,validated,enforced,local,inherited,no_inherit,parent,"
          + "index,triggers"),
  INDEX(
      "index",
      "indexes",
      Place.ALONE,
      "definition,primary,immediate,valid,ready,live,clustered,replica_identity,tablespace,"
          + "statistics_targets,parent"),
  STATISTICS("statistics", "statistics", Place.ALONE, "owner,definition,target"),
  SEQUENCE(
      "sequence",
      "sequences",
      Place.ALONE,
      "owner,privileges,persistence,type,start,increment,minimum,maximum,cache,cycle,owned_by"),
  ROUTINE(
      "routine",
      "routines",
      Place.ALONE,
      "kind,arguments,result,language,body,library,volatility,parallel,security,leakproof,strict,"
          + "cost,rows,support,settings,transforms,owner,privileges,aggregate"),
  TRIGGER("trigger", "triggers", Place.ON, "definition,enabled,parent"),
  RULE("rule", "rules", Place.ON, "definition,enabled"),
  POLICY("policy", "policies", Place.ON, "permissive,command,roles,using,check"),
  EVENT_TRIGGER(
      "event trigger", "event_triggers", Place.ALONE, "owner,event,tags,function,enabled"),
  CAST("cast", "casts", Place.ALONE, "method,function,context"),
  OPERATOR(
      "operator",
      "operators",
      Place.ALONE,
      "owner,function,result,commutator,negator,restriction,join,merges,hashes"),
  OPERATOR_CLASS(
      "operator class", "operator_classes", Place.ALONE, "owner,family,type,default,key_type"),
  OPERATOR_FAMILY("operator family", "operator_families", Place.ALONE, "owner,operators,functions"),
  TRANSFORM("transform", "transforms", Place.ALONE, "from_sql,to_sql"),
  TEXT_SEARCH_PARSER("text search parser", "text_search_parsers", Place.ALONE, "functions"),
  TEXT_SEARCH_TEMPLATE("text search template", "text_search_templates", Place.ALONE, "functions"),
  TEXT_SEARCH_DICTIONARY(
      "text search dictionary", "text_search_dictionaries", Place.ALONE, "owner,template,options"),
  TEXT_SEARCH_CONFIGURATION(
      "text search configuration",
      "text_search_configurations",
      Place.ALONE,
      "owner,parser,mappings"),
  FOREIGN_DATA_WRAPPER(
      "foreign-data wrapper",
      "foreign_data_wrappers",
      Place.ALONE,
      "owner,functions,options,privileges"),
  FOREIGN_SERVER(
      "foreign server",
      "foreign_servers",
      Place.ALONE,
      "owner,wrapper,type,version,options,privileges"),
  USER_MAPPING("user mapping", "user_mappings", Place.ALONE, "options"),
  PUBLICATION(
      "publication",
      "publications",
      Place.ALONE,
      "owner,all_tables,publishes,via_root,generated_columns"),
  PUBLISHED_TABLE("published table", "published_tables", Place.ALONE, "columns,filter"),
  PUBLISHED_SCHEMA("published schema", "published_schemas", Place.ALONE, ""),
  SUBSCRIPTION(
      "subscription",
      "subscriptions",
      Place.ALONE,
      "owner,enabled,connection,slot,publications,options"),
  SUBSCRIBED_TABLE("subscribed table", "subscribed_tables", Place.ALONE, "state"),
  REPLICATION_SLOT(
      "replication slot", "replication_slots", Place.ALONE, "plugin,two_phase,failover"),
  REPLICATION_ORIGIN("replication origin", "replication_origins", Place.ALONE, ""),
  PREPARED_TRANSACTION("prepared transaction", "prepared_transactions", Place.ALONE, "owner"),
  LARGE_OBJECT("large object", "large_objects", Place.ALONE, "owner,privileges"),
  DEFAULT_PRIVILEGES("default privileges of", "default_privileges", Place.ALONE, "privileges"),
  OTHER_PRIVILEGES("privileges on", "other_privileges", Place.ALONE, "owner,privileges"),
  COMMENT("comment on", "comments", Place.ALONE, "text"),
  SECURITY_LABEL("security label on", "security_labels", Place.ALONE, "label");

  /// How the name of an object stands to what it belongs to.
  enum Place {
    /// It has a schema of its own, or needs none.
    ALONE,
    /// Its name is one within a relation, `orders.note`.
    INSIDE,
    /// It acts on a relation, whose schema it has.
    ON
  }

  /// Attributes that are secret: they are compared by a hash.
  private static final Set<String> HIDDEN = Set.of("connection", "password");

  private final String title;
  private final String query;
  private final Place place;
  private final List<String> attributes;

  CatalogKind(String title, String query, Place place, String attributes) {
    this.title = title;
    this.query = query;
    this.place = place;
    this.attributes =
        Pattern.compile(",").splitAsStream(attributes).filter(name -> !name.isEmpty()).toList();
  }

  public String title() {
    return title;
  }

  String query() {
    return query;
  }

  Place place() {
    return place;
  }

  /// What is read of each object, by the names that the columns of the query have.
  public List<String> attributes() {
    return attributes;
  }

  /// Whether the values of an attribute are hashes, which say nothing to a reader.
  public boolean hides(String attribute) {
    return this == USER_MAPPING || HIDDEN.contains(attribute);
  }
}
