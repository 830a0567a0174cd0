package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a form as a browser sends them: `application/x-www-form-urlencoded` in UTF-8. A
/// field that is left empty is there, with an empty value.
final class FormFields {
  private final List<Field> fields;

  private FormFields(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  private record Field(String name, String value) {}

  /// Throws `request-invalid` where it is not encoded so.
  static FormFields parse(String body) {
    List<Field> fields = new ArrayList<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        fields.add(
            new Field(
                decoded(equals < 0 ? pair : pair.substring(0, equals)),
                equals < 0 ? "" : decoded(pair.substring(equals + 1))));
      }
    }
    return new FormFields(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the form is not encoded as browsers do it")
          .cause(e);
    }
  }

  /// All of that name, in the order of the form.
  List<String> values(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).toList();
  }

  /// The first one of that name.
  Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }
}
