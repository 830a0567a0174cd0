/// The rules, one folder each: `add_foreign_key/` holds the rule `add-foreign-key`, its page and
/// its proofs. [dev.ballast.rules.catalogue.AllRules] lists them.
@NullMarked
package dev.ballast.rules;

import org.jspecify.annotations.NullMarked;
