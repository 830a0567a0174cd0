package dev.ballast.postgres.jdbc;

import dev.ballast.postgres.Lsn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The current row of an answer. Valid only inside the mapper it is handed to; not safe for a
/// second thread. A null where the caller asked for a value is a defect and ends in an
/// `IllegalStateException`.
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  public String text(String column) {
    return present(column, read(column, ResultSet::getString));
  }

  public Optional<String> textOrEmpty(String column) {
    return Optional.ofNullable(read(column, ResultSet::getString));
  }

  /// The column by its position, from 1.
  public String text(int column) {
    try {
      return present(Integer.toString(column), results.getString(column));
    } catch (SQLException e) {
      throw Failures.classify(e, "reading column " + column);
    }
  }

  public long number(String column) {
    return present(column, read(column, (r, c) -> wasNull(r, r.getLong(c))));
  }

  public OptionalLong numberOrEmpty(String column) {
    Long value = read(column, (r, c) -> wasNull(r, r.getLong(c)));
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  public boolean flag(String column) {
    return present(column, read(column, (r, c) -> wasNull(r, r.getBoolean(c))));
  }

  public double decimal(String column) {
    return present(column, read(column, (r, c) -> wasNull(r, r.getDouble(c))));
  }

  public OptionalDouble decimalOrEmpty(String column) {
    Double value = read(column, (r, c) -> wasNull(r, r.getDouble(c)));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  public Instant instant(String column) {
    return present(column, read(column, (r, c) -> r.getObject(c, OffsetDateTime.class)))
        .toInstant();
  }

  public Optional<Instant> instantOrEmpty(String column) {
    return Optional.ofNullable(read(column, (r, c) -> r.getObject(c, OffsetDateTime.class)))
        .map(OffsetDateTime::toInstant);
  }

  /// An array of texts, none of them null.
  public List<String> texts(String column) {
    return List.of(present(column, read(column, (r, c) -> (String[]) r.getArray(c).getArray())));
  }

  public byte[] bytes(String column) {
    return present(column, read(column, ResultSet::getBytes));
  }

  public Lsn lsn(String column) {
    return Lsn.parse(text(column));
  }

  public Optional<Lsn> lsnOrEmpty(String column) {
    return textOrEmpty(column).map(Lsn::parse);
  }

  private <T> @Nullable T read(String column, Getter<T> getter) {
    try {
      return getter.get(results, column);
    } catch (SQLException e) {
      throw Failures.classify(e, "reading column " + column);
    }
  }

  private static <T> @Nullable T wasNull(ResultSet results, T value) throws SQLException {
    return results.wasNull() ? null : value;
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null");
    }
    return value;
  }

  @FunctionalInterface
  private interface Getter<T> {
    @Nullable T get(ResultSet results, String column) throws SQLException;
  }
}
