package dev.ballast.cli.frame;

import dev.ballast.evidence.ExitCode;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;

/// The layout of the help: what job this does, real calls first, then the grammar, the options by
/// importance, the exit status and where to read on.
final class ManPage {
  private static final int WIDTH = 100;
  private static final int INDENT = 4;
  private static final Set<ExitCode> EVERYWHERE =
      EnumSet.of(ExitCode.DONE, ExitCode.BUG, ExitCode.USAGE, ExitCode.INTERRUPTED);

  private ManPage() {}

  static void layOut(CommandSpec spec) {
    spec.usageMessage().width(WIDTH).autoWidth(false).sortOptions(false);
    Map<String, IHelpSectionRenderer> sections = new LinkedHashMap<>();
    sections.put("name", help -> section("NAME", name(spec)));
    sections.put("example", help -> section("EXAMPLE", examples(spec)));
    sections.put("synopsis", help -> section("SYNOPSIS", lines(help.synopsis(0))));
    sections.put("about", help -> section("DESCRIPTION", wrapped(spec)));
    sections.put("arguments", help -> section("ARGUMENTS", lines(help.parameterList())));
    sections.put("choices", help -> section("OPTIONS", lines(help.optionList())));
    sections.put("members", help -> section("COMMANDS", members(spec)));
    sections.put("exits", help -> section("EXIT STATUS", exits(spec)));
    sections.put("seeAlso", help -> section("SEE ALSO", seeAlso(spec)));
    spec.usageMessage().sectionMap(sections);
    spec.usageMessage().sectionKeys(List.copyOf(sections.keySet()));
  }

  private static String section(String title, List<String> body) {
    if (body.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(title).append('\n');
    body.forEach(line -> text.append((" ".repeat(INDENT) + line).stripTrailing()).append('\n'));
    return text.append('\n').toString();
  }

  private static List<String> name(CommandSpec spec) {
    String job = String.join(" ", spec.usageMessage().header());
    return wrap(spec.qualifiedName() + " - " + job);
  }

  private static List<String> examples(CommandSpec spec) {
    return annotated(spec, Example.class, Example::value);
  }

  private static List<String> seeAlso(CommandSpec spec) {
    return annotated(spec, SeeAlso.class, SeeAlso::value);
  }

  private static <A extends Annotation> List<String> annotated(
      CommandSpec spec, Class<A> type, Function<A, String[]> values) {
    A annotation = spec.userObject().getClass().getAnnotation(type);
    return annotation == null ? List.of() : List.of(values.apply(annotation));
  }

  private static List<String> wrapped(CommandSpec spec) {
    List<String> text = new ArrayList<>();
    for (String paragraph : spec.usageMessage().description()) {
      if (!text.isEmpty()) {
        text.add("");
      }
      text.addAll(wrap(String.format(paragraph)));
    }
    return text;
  }

  /// A group's commands, and those of the groups within it, each with the job it does.
  private static List<String> members(CommandSpec spec) {
    Map<String, String> jobs = new LinkedHashMap<>();
    List<CommandLine> below = CommandTree.all(spec.commandLine());
    for (CommandLine member : below.subList(1, below.size())) {
      if (CommandTree.members(member).isEmpty()) {
        String name = member.getCommandSpec().qualifiedName();
        jobs.put(
            name.substring(spec.qualifiedName().length() + 1),
            String.join(" ", member.getCommandSpec().usageMessage().header()));
      }
    }
    int width = jobs.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    jobs.forEach((name, job) -> lines.add(name + " ".repeat(width - name.length() + 2) + job));
    return lines;
  }

  private static List<String> exits(CommandSpec spec) {
    if (!(spec.userObject() instanceof LeafCommand)) {
      return List.of();
    }
    EnumSet<ExitCode> codes = EnumSet.copyOf(EVERYWHERE);
    Exits own = spec.userObject().getClass().getAnnotation(Exits.class);
    if (own != null) {
      codes.addAll(List.of(own.value()));
    }
    return codes.stream()
        .map(code -> String.format(Locale.ROOT, "%3d  %s", code.status(), code.meaning()))
        .toList();
  }

  private static List<String> lines(String block) {
    return block.isBlank() ? List.of() : block.stripTrailing().lines().toList();
  }

  private static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - INDENT) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
