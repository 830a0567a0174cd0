package dev.ballast.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What processes were started with, as `/proc` has it; where there is none, as Java has it, which
/// leaves out long command lines and all environments.
public final class CommandLines {
  private static final Path PROC = Path.of("/proc");

  private CommandLines() {}

  /// The processes started with `-D` and this folder: a postmaster, and what launched it.
  public static List<ProcessHandle> on(Path dataDirectory) {
    return ProcessHandle.allProcesses().filter(p -> runsOn(p, dataDirectory.toString())).toList();
  }

  public static boolean runsOn(ProcessHandle process, String dataDirectory) {
    List<String> words = words(process);
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("-D") && words.get(i).equals(dataDirectory)) {
        return true;
      }
    }
    return false;
  }

  /// The processes that have this word among their arguments.
  public static List<ProcessHandle> withWord(String word) {
    return ProcessHandle.allProcesses().filter(p -> words(p).contains(word)).toList();
  }

  /// The processes that have this variable in their environment, of those that may be asked.
  public static List<ProcessHandle> withVariable(String name, String value) {
    String entry = name + "=" + value;
    return ProcessHandle.allProcesses()
        .filter(p -> entries(p.pid(), "environ").contains(entry))
        .toList();
  }

  private static List<String> words(ProcessHandle process) {
    if (Files.isDirectory(PROC.resolve("self"))) {
      return entries(process.pid(), "cmdline");
    }
    return process.info().arguments().map(List::of).orElse(List.of());
  }

  /// Empty for a process that is gone, or that belongs to somebody else.
  private static List<String> entries(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
      return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }
}
