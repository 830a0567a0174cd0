package dev.ballast.cli.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /// The whole tree.
  public static CommandLine of(Object root) {
    return complete(new CommandLine(root));
  }

  /// The tree as far as a command line goes: of a command that none of its words names there is the
  /// name only, and of a group its members only. To read the options of all commands takes longer
  /// than most commands do.
  static CommandLine of(Object root, List<String> arguments) {
    return complete(along(Set.copyOf(arguments), root, root.getClass()));
  }

  /// @param command an object of the type, or the type itself
  private static CommandLine along(Set<String> words, Object command, Class<?> type) {
    Command declared = type.getAnnotation(Command.class);
    if (declared.subcommands().length == 0) {
      return new CommandLine(command);
    }
    CommandSpec group = CommandSpec.wrapWithoutInspection(command).name(declared.name());
    for (Class<?> member : declared.subcommands()) {
      String name = member.getAnnotation(Command.class).name();
      group.addSubcommand(
          name,
          words.contains(name)
              ? along(words, member, member)
              : new CommandLine(CommandSpec.create()));
    }
    return new CommandLine(group);
  }

  private static CommandLine complete(CommandLine line) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    WrittenValues.register(line);
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .order(LAST)
                .description("Print the versions of Ballast and of the Java it runs on.")
                .build());
    completeSpec(line);
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

  private static void completeSpec(CommandLine line) {
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
    members(line).forEach(CommandTree::completeSpec);
  }
}
