package dev.ballast.lab.traffic.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Turns `\if`, `\elif`, `\else` and `\endif` into jumps. Not thread-safe.
final class Branches {
  private static final int OPEN = -1;

  private final List<Command> commands;
  private final Deque<Block> blocks = new ArrayDeque<>();

  Branches(List<Command> commands) {
    this.commands = commands;
  }

  /// An `\if` that is not closed.
  private static final class Block {
    private final ScriptPosition position;
    private final List<Integer> toEnd = new ArrayList<>();
    private int condition = OPEN;
    private boolean hasElse;

    Block(ScriptPosition position) {
      this.position = position;
    }
  }

  void begin(Expression condition, ScriptPosition position) {
    Block block = new Block(position);
    blocks.push(block);
    test(block, condition);
  }

  private void test(Block block, Expression condition) {
    block.condition = commands.size();
    commands.add(new Command.UnlessGoTo(condition, OPEN));
  }

  void otherwiseIf(Expression condition, ScriptPosition position) {
    Block block = next("\\elif", position);
    test(block, condition);
  }

  void otherwise(ScriptPosition position) {
    next("\\else", position).hasElse = true;
  }

  /// Ends the branch before.
  private Block next(String command, ScriptPosition position) {
    Block block = innermost(command, position);
    if (block.hasElse) {
      throw position.invalid(command + " follows \\else");
    }
    block.toEnd.add(commands.size());
    commands.add(new Command.GoTo(OPEN));
    close(block);
    return block;
  }

  private Block innermost(String command, ScriptPosition position) {
    if (blocks.isEmpty()) {
      throw position.invalid(command + " has no \\if");
    }
    return blocks.peek();
  }

  /// The condition that is open leads here where it does not hold.
  private void close(Block block) {
    if (block.condition != OPEN
        && commands.get(block.condition) instanceof Command.UnlessGoTo unless) {
      commands.set(block.condition, new Command.UnlessGoTo(unless.condition(), commands.size()));
    }
    block.condition = OPEN;
  }

  void end(ScriptPosition position) {
    Block block = innermost("\\endif", position);
    close(block);
    block.toEnd.forEach(step -> commands.set(step, new Command.GoTo(commands.size())));
    blocks.pop();
  }

  void requireClosed(ScriptPosition end) {
    if (!blocks.isEmpty()) {
      throw end.invalid("\\if of line " + blocks.peek().position.line() + " has no \\endif");
    }
  }
}
