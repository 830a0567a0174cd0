package dev.ballast.cli.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ballast.report.Style;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A page of `docs/reference/cli`, which packaging puts beside the classes: help that is printed
/// without building the tree of commands. A test keeps each page equal to what the tree would say.
final class ManualPage {
  private static final Set<String> HELP = Set.of("--help", "-h");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]*");
  private static final Pattern HEADING = Pattern.compile("(?m)^[A-Z][A-Z ]+$");
  private static final String FENCE = "```";

  private ManualPage() {}

  /// The page a command line of plain words and one option for help asks for.
  static Optional<String> askedFor(String program, List<String> arguments) {
    if (arguments.isEmpty() || !HELP.contains(arguments.getLast())) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(List.of(program));
    words.addAll(arguments.subList(0, arguments.size() - 1));
    boolean plain = words.stream().allMatch(word -> WORD.matcher(word).matches());
    return plain ? read(String.join("-", words) + ".md") : Optional.empty();
  }

  /// Help with its headings as `style` has them.
  static String styled(String help, Style style) {
    return HEADING.matcher(help).replaceAll(heading -> style.bold(heading.group()));
  }

  private static Optional<String> read(String name) {
    try (InputStream page =
        ManualPage.class.getResourceAsStream("/dev/ballast/cli/manual/" + name)) {
      if (page == null) {
        return Optional.empty();
      }
      String text = new String(page.readAllBytes(), UTF_8);
      return Optional.of(
          text.lines()
              .dropWhile(line -> !line.startsWith(FENCE))
              .skip(1)
              .takeWhile(line -> !line.startsWith(FENCE))
              .collect(Collectors.joining("\n", "", "\n\n")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
