/// The house laws as tests: what every room and every file must keep, each law proven able to fail
/// on a small breach of its own.
@NullMarked
package dev.ballast.cli.house;

import org.jspecify.annotations.NullMarked;
