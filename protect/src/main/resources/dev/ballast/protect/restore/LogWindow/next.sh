# restore_command of a server that Ballast recovers; it runs in the data directory.
# Histories are in pg_wal, and so is what was handed out before.
window=ballast-log
if [ ! -e "$window/$1" ]; then
  grep -qx "$1" "$window/plan" || exit 1
  if [ -e "$window/given.$1" ]; then exit 1; fi
  printf '%s' "$1" > "$window/wanted.new" && mv "$window/wanted.new" "$window/wanted" || exit 200
  waited=0
  while [ ! -e "$window/$1" ]; do
    # Above 125 the server ends recovery. Without Ballast nobody fills the window.
    if [ -e "$window/ended" ] || [ "$waited" -gt 12000 ]; then exit 200; fi
    waited=$((waited + 1))
    sleep 0.05
  done
fi
mv "$window/$1" "$2" && : > "$window/given.$1" || exit 200
