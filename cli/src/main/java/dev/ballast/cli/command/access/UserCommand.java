package dev.ballast.cli.command.access;

import picocli.CommandLine.Command;

/// `ballast user`
@Command(
    name = "user",
    header = "Say who may log in at a node, and in which role.",
    subcommands = {
      UserAddCommand.class,
      UserListCommand.class,
      UserRoleCommand.class,
      UserDisableCommand.class,
      UserEnableCommand.class,
      UserLinkCommand.class,
      UserAdminLinkCommand.class
    })
public final class UserCommand {}
