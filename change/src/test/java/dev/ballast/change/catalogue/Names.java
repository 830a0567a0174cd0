package dev.ballast.change.catalogue;

import java.util.List;

/// How the objects of a neighbour are written: the places of a template stand for them. Names of
/// more than one letter are quoted here where they must be.
///
/// @param style what is special about them
/// @param prefix the schema with its dot, or nothing
/// @param type and the rest: of the table's schema
record Names(
    String style,
    String prefix,
    String table,
    String column,
    String other,
    String dependent,
    String second,
    String type,
    String function,
    String sequence,
    String view,
    String key) {
  static final List<Names> STYLES =
      List.of(
          new Names(
              "plain",
              "",
              "parcels",
              "weight",
              "depots",
              "heavy",
              "heavy_first",
              "size",
              "tare",
              "numbers",
              "depot_list",
              "parcels_key"),
          new Names(
              "qualified",
              "public.",
              "parcels",
              "weight",
              "depots",
              "heavy",
              "heavy_first",
              "size",
              "tare",
              "numbers",
              "depot_list",
              "parcels_key"),
          new Names(
              "quoted",
              "",
              "\"Parcels\"",
              "\"Net weight\"",
              "\"Depots\"",
              "\"Heavy ones\"",
              "\"Heavy first\"",
              "\"Size\"",
              "\"Tare\"",
              "\"Numbers\"",
              "\"Depot list\"",
              "\"Parcels key\""),
          new Names(
              "elsewhere",
              "app.",
              "\"Parcels\"",
              "weight",
              "depots",
              "heavy",
              "heavy_first",
              "size",
              "tare",
              "\"Numbers\"",
              "depot_list",
              "parcels_key"),
          new Names(
              "keywords",
              "",
              "\"order\"",
              "\"user\"",
              "\"table\"",
              "\"select\"",
              "\"from\"",
              "\"all\"",
              "\"check\"",
              "\"default\"",
              "\"union\"",
              "\"primary\""));

  /// The template with the names in its places.
  String in(String template) {
    return template
        .replace("{t}", prefix + table)
        .replace("{tn}", table)
        .replace("{c}", column)
        .replace("{o}", prefix + other)
        .replace("{d}", prefix + dependent)
        .replace("{dn}", dependent)
        .replace("{d2}", prefix + second)
        .replace("{y}", prefix + type)
        .replace("{f}", prefix + function)
        .replace("{q}", prefix + sequence)
        .replace("{v}", prefix + view)
        .replace("{vn}", view)
        .replace("{k}", key)
        .replace("{kq}", prefix + key);
  }

  List<String> in(List<String> templates) {
    return templates.stream().map(this::in).toList();
  }

  /// Every object without, or with, its schema, which is the first one that is searched.
  Names written(String otherPrefix) {
    return new Names(
        style,
        otherPrefix,
        table,
        column,
        other,
        dependent,
        second,
        type,
        function,
        sequence,
        view,
        key);
  }

  Names withTable(String newTable) {
    return new Names(
        style, prefix, newTable, column, other, dependent, second, type, function, sequence, view,
        key);
  }

  Names withColumn(String newColumn) {
    return new Names(
        style, prefix, table, newColumn, other, dependent, second, type, function, sequence, view,
        key);
  }

  Names withDependent(String newDependent) {
    return new Names(
        style,
        prefix,
        table,
        column,
        other,
        newDependent,
        second,
        type,
        function,
        sequence,
        view,
        key);
  }

  Names withType(String newType) {
    return new Names(
        style, prefix, table, column, other, dependent, second, newType, function, sequence, view,
        key);
  }

  Names withFunction(String newFunction) {
    return new Names(
        style,
        prefix,
        table,
        column,
        other,
        dependent,
        second,
        type,
        newFunction,
        sequence,
        view,
        key);
  }

  Names withSequence(String newSequence) {
    return new Names(
        style,
        prefix,
        table,
        column,
        other,
        dependent,
        second,
        type,
        function,
        newSequence,
        view,
        key);
  }

  Names withView(String newView) {
    return new Names(
        style, prefix, table, column, other, dependent, second, type, function, sequence, newView,
        key);
  }

  Names withKey(String newKey) {
    return new Names(
        style, prefix, table, column, other, dependent, second, type, function, sequence, view,
        newKey);
  }
}
