package dev.ballast.cli.command;

import picocli.CommandLine.Command;

/// `ballast evidence`
@Command(
    name = "evidence",
    header = "Read the log of what was proved, and check that nobody changed it.",
    subcommands = {
      EvidenceListCommand.class,
      EvidenceShowCommand.class,
      EvidenceVerifyCommand.class
    })
public final class EvidenceCommand {}
