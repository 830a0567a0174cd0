package dev.ballast.evidence.json;

import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Records to JSON and back. Instants and durations are ISO 8601, an unknown or missing key is an
/// error, and keys are
/// written in the order of the record's components, so that equal values have equal bytes. Safe for
/// any number of
/// threads.
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(
              DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
              DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final ObjectWriter PRETTY = MAPPER.writer(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// Indented, for people.
  public static String pretty(Object value) {
    return PRETTY.writeValueAsString(value);
  }

  public static void write(Object value, OutputStream out) {
    MAPPER.writeValue(out, value);
  }

  /// Throws `tools.jackson.core.JacksonException` where the bytes are not the JSON of a `type`.
  public static <T> T read(byte[] json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  public static <T> T read(InputStream json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /// The mapper itself, for streaming through large documents.
  public static JsonMapper mapper() {
    return MAPPER;
  }
}
