package dev.ballast.secure.workload;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// One statement that an attacker tries, in a transaction of its own.
///
/// @param object what it is aimed at: a relation, a routine
/// @param relation its oid; empty where it is none
/// @param begin statements ahead of it, which set the context and the role
public record Attempt(
    Way way, String object, Optional<Long> relation, List<String> begin, String sql) {
  public Attempt {
    requireNonNull(way, "way is null");
    requireNonNull(object, "object is null");
    requireNonNull(relation, "relation is null");
    requireNonNull(sql, "sql is null");
    begin = List.copyOf(begin);
  }
}
