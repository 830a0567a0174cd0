/// What PgBouncers report of themselves: the families `pooler_pool`, `pooler_database`,
/// `pooler_list` and `pooler_limit`.
@NullMarked
package dev.ballast.observe.collect.pooler;

import org.jspecify.annotations.NullMarked;
