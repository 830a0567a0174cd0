/// Commands about who may do what at a node.
@NullMarked
package dev.ballast.cli.command.access;

import org.jspecify.annotations.NullMarked;
