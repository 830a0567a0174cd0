/// sqitch: its plan, its configuration, and the scripts that these lead to.
@NullMarked
package dev.ballast.migrations.sqitch;

import org.jspecify.annotations.NullMarked;
