package dev.ballast.server.http;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A parameter of an endpoint.
///
/// @param name of a parameter of the path, as it stands there in braces
/// @param help a sentence without a full stop
public record Parameter(String name, Place place, Form form, String help) {
  public Parameter {
    requireNonNull(name, "name is null");
    requireNonNull(place, "place is null");
    requireNonNull(form, "form is null");
    requireNonNull(help, "help is null");
  }

  /// Where it stands in a request.
  public enum Place {
    PATH,
    QUERY,
    /// Any number of parameters of the query whose names begin with this name.
    QUERY_PREFIX
  }

  /// What its value looks like.
  public sealed interface Form {
    /// Any text.
    record Text() implements Form {}

    /// A moment, as `2026-11-29T20:15:00Z`.
    record Moment() implements Form {}

    /// A whole number between two.
    record Whole(int least, int most) implements Form {}

    /// One of these.
    record Choice(List<String> values) implements Form {
      public Choice {
        values = List.copyOf(values);
      }
    }
  }

  public static Parameter ofPath(String name, String help) {
    return new Parameter(name, Place.PATH, new Form.Text(), help);
  }

  public static Parameter text(String name, String help) {
    return new Parameter(name, Place.QUERY, new Form.Text(), help);
  }

  public static Parameter moment(String name, String help) {
    return new Parameter(name, Place.QUERY, new Form.Moment(), help);
  }

  public static Parameter choice(String name, List<String> values, String help) {
    return new Parameter(name, Place.QUERY, new Form.Choice(values), help);
  }

  public static Parameter number(String name, int least, int most, String help) {
    return new Parameter(name, Place.QUERY, new Form.Whole(least, most), help);
  }

  public static Parameter prefix(String name, String help) {
    return new Parameter(name, Place.QUERY_PREFIX, new Form.Text(), help);
  }

  /// Whether a parameter of the query of that name is this one.
  boolean isQuery(String queried) {
    return switch (place) {
      case PATH -> false;
      case QUERY -> name.equals(queried);
      case QUERY_PREFIX -> queried.startsWith(name) && queried.length() > name.length();
    };
  }
}
