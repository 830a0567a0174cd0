package dev.ballast.change.catalogue;

import dev.ballast.postgres.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way in which something depends on an object, as templates for [Names].
///
/// @param name what it is called in the list of what is not found
/// @param from the first major that has it
/// @param undo the statements that take the dependence away again; none where nothing does
record Shape(String name, int from, String make, String undo) {
  private static final Pattern HEADING =
      Pattern.compile("^== (\\S+)(?: from (\\d+))?$", Pattern.MULTILINE);
  private static final String UNDO = "-- undo\n";

  /// Those of a file, each below a line `== name` or `== name from 15`.
  static List<Shape> read(String file) {
    String text = text(file);
    List<Shape> shapes = new ArrayList<>();
    Matcher heading = HEADING.matcher(text);
    boolean more = heading.find();
    while (more) {
      String name = heading.group(1);
      int from =
          heading.group(2) == null
              ? ServerVersion.OLDEST_MAJOR
              : Integer.parseInt(heading.group(2));
      int start = heading.end();
      more = heading.find();
      String body = text.substring(start, more ? heading.start() : text.length());
      int undo = body.indexOf(UNDO);
      shapes.add(
          new Shape(
              name,
              from,
              undo < 0 ? body : body.substring(0, undo),
              undo < 0 ? "" : body.substring(undo + UNDO.length())));
    }
    return List.copyOf(shapes);
  }

  private static String text(String file) {
    try (InputStream in = Shape.class.getResourceAsStream("RefusalIT/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + file, e);
    }
  }
}
