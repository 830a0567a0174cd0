package dev.ballast.effect;

import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Volatility;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether an expression has another value for each row, as `contain_volatile_functions` in
/// `src/backend/optimizer/util/clauses.c` sees it: a default that has one cannot be kept beside the
/// table, so every row is rewritten.
public final class VolatileCalls {
  /// `provolatile = 'v'` in `src/include/catalog/pg_proc.dat`, as far as a default would call it,
  /// and the functions of `uuid-ossp` and `pgcrypto`.
  private static final Set<String> VOLATILE =
      words(
          "random random_normal gen_random_uuid uuidv4 uuidv7 clock_timestamp timeofday nextval"
              + " setval currval lastval setseed pg_sleep"
              + " uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 gen_random_bytes gen_salt"
              + " pg_advisory_lock pg_advisory_xact_lock lo_create lo_creat pg_notify set_config"
              + " query_to_xml current_query txid_status");

  /// The others that defaults call; one that is in no list may be either.
  private static final Set<String> STEADY =
      words(
          "now statement_timestamp transaction_timestamp localtimestamp timezone date_trunc"
              + " date_part extract age make_date make_time make_timestamp make_timestamptz"
              + " make_interval to_char to_date to_timestamp to_number to_json to_jsonb"
              + " json_build_object json_build_array jsonb_build_object jsonb_build_array"
              + " json_object jsonb_object json_strip_nulls jsonb_strip_nulls array_to_json"
              + " row_to_json concat concat_ws lower upper initcap md5 sha224 sha256 sha384 sha512"
              + " left right length char_length octet_length btrim ltrim rtrim replace repeat"
              + " reverse substr substring overlay position translate split_part format lpad rpad"
              + " chr ascii encode decode convert_to convert_from quote_literal quote_ident"
              + " string_to_array array_to_string array_append array_prepend array_cat"
              + " array_length array_fill cardinality unnest abs ceil ceiling floor round trunc mod"
              + " power sqrt exp ln log sign greatest least div gcd lcm current_setting"
              + " current_schema current_database current_user session_user user version"
              + " to_tsvector to_tsquery plainto_tsquery int4range int8range numrange tsrange"
              + " tstzrange daterange lower_inc upper_inc isempty host family masklen inet_client_addr"
              + " uuid_nil uuid_generate_v3 uuid_generate_v5 uuid_ns_url uuid_ns_dns hashtext"
              + " point box circle polygon path lseg pg_backend_pid txid_current pg_current_xact_id pg_postmaster_start_time");

  private VolatileCalls() {}

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  /// Whether it is, for sure or possibly; empty where it is not.
  public static Optional<Likelihood> of(Expression expression, KnownSchema schema) {
    Optional<Likelihood> answer = Optional.empty();
    for (var call : Walk.of(expression).calls()) {
      Optional<Likelihood> one = of(call.name(), schema);
      if (one.filter(Likelihood::isCertain).isPresent()) {
        return one;
      }
      answer = answer.or(() -> one);
    }
    return answer;
  }

  private static Optional<Likelihood> of(QualifiedName name, KnownSchema schema) {
    Likelihood unless = Likelihood.possible("unless " + name + " is IMMUTABLE or STABLE");
    List<KnownRoutine> known = schema.routines(name);
    if (!known.isEmpty()) {
      List<KnownRoutine> steady =
          known.stream()
              .filter(each -> each.definition().attributes().volatility() != Volatility.VOLATILE)
              .toList();
      // The planner puts the body of an SQL function in place of its call.
      boolean inlined = known.stream().anyMatch(each -> each.definition().language().equals("sql"));
      if (steady.size() == known.size()) {
        return Optional.empty();
      }
      return Optional.of(steady.isEmpty() && !inlined ? Likelihood.CERTAIN : unless);
    }
    if (VOLATILE.contains(name.name())) {
      return Optional.of(Likelihood.CERTAIN);
    }
    return STEADY.contains(name.name()) ? Optional.empty() : Optional.of(unless);
  }
}
