/// Objectives of targets as error budgets: how much of what was measured was good, how fast that
/// uses the budget of 30 days up, and when that is an alert. Pure, but for [ClientProbe].
///
/// Front doors: [GoalState#of] and [Goals].
@NullMarked
package dev.ballast.observe.slo;

import org.jspecify.annotations.NullMarked;
