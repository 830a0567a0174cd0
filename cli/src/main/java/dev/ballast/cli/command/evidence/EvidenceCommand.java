package dev.ballast.cli.command.evidence;

import picocli.CommandLine.Command;

/// `ballast evidence`
@Command(
    name = "evidence",
    header = "Read the log of what was stored and proved, and check that nobody changed it.",
    subcommands = {
      EvidenceListCommand.class,
      EvidenceShowCommand.class,
      EvidenceVerifyCommand.class,
      EvidenceHeadCommand.class,
      EvidenceSignCommand.class,
      EvidenceTimestampCommand.class,
      EvidenceAnchorCommand.class
    })
public final class EvidenceCommand {}
