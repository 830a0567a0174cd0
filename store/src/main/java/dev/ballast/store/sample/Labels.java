package dev.ballast.store.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What tells an entity from the others of its family, in the order of the labels' names. None for
/// a family that has one entity a server. In JSON they are the list of the labels.
public record Labels(@JsonValue List<Label> all) implements Comparable<Labels> {
  /// Between a name and its value, and between two labels, in [#text()].
  private static final char EQUALS = '\u001f';

  private static final char NEXT = '\u001e';

  public static final Labels NONE = new Labels(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Labels {
    List<Label> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Label::name));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
        throw new IllegalArgumentException("two labels " + sorted.get(i).name());
      }
    }
    all = List.copyOf(sorted);
  }

  public static Labels of(Label... labels) {
    return new Labels(Arrays.asList(labels));
  }

  public static Labels of(String name, String value) {
    return of(new Label(name, value));
  }

  public Optional<String> value(String name) {
    return all.stream().filter(l -> l.name().equals(name)).map(Label::value).findFirst();
  }

  /// One text for each set of labels, and one set for each text. Characters of a value that the
  /// store cannot hold or that separate labels become U+FFFD, as in [#parse].
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Label label : all) {
      if (!text.isEmpty()) {
        text.append(NEXT);
      }
      text.append(label.name()).append(EQUALS).append(storable(label.value()));
    }
    return text.toString();
  }

  public static Labels parse(String text) {
    List<Label> labels = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int equals = text.indexOf(EQUALS, at);
      int end = text.indexOf(NEXT, at);
      end = end < 0 ? text.length() : end;
      if (equals < 0 || equals > end) {
        throw new IllegalArgumentException("not the text of labels");
      }
      labels.add(new Label(text.substring(at, equals), text.substring(equals + 1, end)));
      at = end + 1;
    }
    return new Labels(labels);
  }

  private static String storable(String value) {
    return value.replace('\0', '\uFFFD').replace(EQUALS, '\uFFFD').replace(NEXT, '\uFFFD');
  }

  @Override
  public int compareTo(Labels other) {
    return text().compareTo(other.text());
  }
}
