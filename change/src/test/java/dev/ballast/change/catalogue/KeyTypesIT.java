package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.rules.dependents.KeyTypes;
import dev.ballast.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Foreign keys between any two types, compared with what servers make of them.
class KeyTypesIT {
  private static final List<String> TYPES =
      List.of(
          "int2",
          "int4",
          "int8",
          "numeric",
          "float4",
          "float8",
          "text",
          "varchar",
          "bpchar",
          "date",
          "timestamp",
          "timestamptz",
          "bool",
          "uuid",
          "bytea",
          "jsonb",
          "oid",
          "name",
          "inet",
          "cidr",
          "interval",
          "money");

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void whatIsSaidToBeRefusedIsRefusedByTheServer(int major) {
    List<String> wrong = new ArrayList<>();
    try (TemporaryCluster cluster = TemporaryCluster.of(major, Clock.system()).start();
        Session session = cluster.session()) {
      for (String type : TYPES) {
        session.execute("CREATE TABLE of_" + type + " (x " + type + " PRIMARY KEY)");
      }
      for (String from : TYPES) {
        for (String to : TYPES) {
          boolean refused = isRefused(session, from, to);
          if (KeyTypes.areRefused(TypeName.system(from), TypeName.system(to)) && !refused) {
            wrong.add(from + " may point at " + to);
          }
          boolean known = !KeyTypes.areRefused(TypeName.system(from), TypeName.system(to));
          if (known && refused && TYPES.indexOf(from) < 16 && TYPES.indexOf(to) < 16) {
            wrong.add(from + " may not point at " + to);
          }
        }
      }
    }

    assertThat(wrong).as("on PostgreSQL %d", major).isEmpty();
  }

  private static boolean isRefused(Session session, String from, String to) {
    try {
      session.execute("CREATE TABLE pointing (x " + from + " REFERENCES of_" + to + ")");
      session.execute("DROP TABLE pointing");
      return false;
    } catch (Fault e) {
      assertThat(SqlError.of(e).map(SqlError::sqlState)).hasValue("42804");
      return true;
    }
  }
}
