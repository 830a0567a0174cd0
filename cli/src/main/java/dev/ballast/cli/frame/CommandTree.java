package dev.ballast.cli.frame;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The commands as picocli sees them, with what every one of them has: the common options and the
/// layout of the help.
public final class CommandTree {
  private static final String COMMON = "common";

  /// Behind every option with a place of its own.
  private static final int LAST = 1000;

  private CommandTree() {}

  public static CommandLine of(Object root) {
    CommandLine line = new CommandLine(root);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .order(LAST)
                .description("Print the versions of Ballast and of the Java it runs on.")
                .build());
    complete(line);
    return line;
  }

  /// The name of the program whose commands are below `root`.
  static String nameOf(Object root) {
    return root.getClass().getAnnotation(Command.class).name();
  }

  /// Every command of the tree, the root first, each group before its members.
  public static List<CommandLine> all(CommandLine root) {
    List<CommandLine> all = new ArrayList<>();
    all.add(root);
    members(root).forEach(member -> all.addAll(all(member)));
    return all;
  }

  public static List<CommandLine> members(CommandLine group) {
    return List.copyOf(group.getSubcommands().values());
  }

  static List<String> verbs(CommandSpec group) {
    return members(group.commandLine()).stream().map(CommandLine::getCommandName).toList();
  }

  static CommonOptions commonOptions(CommandSpec leaf) {
    return (CommonOptions) leaf.mixins().get(COMMON).userObject();
  }

  private static void complete(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.userObject() instanceof LeafCommand) {
      spec.addMixin(COMMON, CommandSpec.forAnnotatedObject(new CommonOptions()));
    }
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .order(LAST)
              .description("Print this page.")
              .build());
    }
    ManPage.layOut(spec);
    members(line).forEach(CommandTree::complete);
  }
}
