package dev.ballast.sql.tree;

import java.util.HashSet;
import java.util.Set;
import java.util.StringTokenizer;

/// The keywords of PostgreSQL 18 that are no plain names: all of `src/include/parser/kwlist.h` but
/// the unreserved ones.
final class Keywords {
  /// Free as a name of a column, not of a function or a type.
  private static final String COLUMN_NAMES =
      """
      between bigint bit boolean char character coalesce dec decimal exists extract float
      greatest grouping inout int integer interval json json_array json_arrayagg
      json_exists json_object json_objectagg json_query json_scalar json_serialize
      json_table json_value least merge_action national nchar none normalize nullif
      numeric out overlay position precision real row setof smallint substring time
      timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists
      xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
      """;

  /// Free as a name of a function or a type only.
  private static final String FUNCTION_NAMES =
      """
      authorization binary collation concurrently cross current_schema freeze full ilike
      inner is isnull join left like natural notnull outer overlaps right similar
      tablesample verbose
      """;

  /// Free nowhere.
  private static final String RESERVED =
      """
      all analyse analyze and any array as asc asymmetric both case cast check collate
      column constraint create current_catalog current_date current_role current_time
      current_timestamp current_user default deferrable desc distinct do else end except
      false fetch for foreign from grant group having in initially intersect into lateral
      leading limit localtime localtimestamp not null offset on only or order placing
      primary references returning select session_user some symmetric system_user table
      then to trailing true union unique user using variadic when where window with
      """;

  private static final Set<String> QUOTED = words(COLUMN_NAMES, FUNCTION_NAMES, RESERVED);

  private Keywords() {}

  /// Whether `quote_identifier` would quote this word.
  static boolean needQuotes(String word) {
    return QUOTED.contains(word);
  }

  private static Set<String> words(String... lists) {
    Set<String> words = new HashSet<>();
    for (String list : lists) {
      StringTokenizer tokens = new StringTokenizer(list);
      while (tokens.hasMoreTokens()) {
        words.add(tokens.nextToken());
      }
    }
    return Set.copyOf(words);
  }
}
