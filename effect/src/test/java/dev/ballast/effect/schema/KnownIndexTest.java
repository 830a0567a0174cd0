package dev.ballast.effect.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownIndexTest {
  /// The copies that CREATE INDEX on a partitioned table and ATTACH PARTITION make.
  @ParameterizedTest
  @CsvSource({
    "p_pkey, part_pkey",
    "p_a_c_key, part_a_c_key",
    "by_b, part_lower_idx",
    "by_c, part_c_idx1"
  })
  void aPartitionsCopyIsNamedAfterThePartition(String index, String copy) {
    KnownSchema schema =
        Schemas.of(
            "CREATE TABLE p (a int PRIMARY KEY, b text, c int, UNIQUE (a, c)) PARTITION BY LIST (a);"
                + " CREATE INDEX by_b ON p (lower(b)); CREATE INDEX by_c ON p (c);"
                + " CREATE TABLE part_c_idx (a int)");

    assertThat(schema.index(Schemas.name(index)).orElseThrow().nameOn(Schemas.name("part"), schema))
        .hasToString(copy);
  }
}
