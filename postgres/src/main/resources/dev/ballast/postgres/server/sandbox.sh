# Runs as root of new namespaces and becomes a command in a small file system of its own:
#
#   UID GID LINKS TABLE COMMAND ARGUMENTS...
#
# LINKS are words for ln, quoted for this shell; TABLE has the form of fstab(5). Both are for what is below /sys, a folder
# to mount on that every Linux has and no server needs. Few programs are started here, since every server waits for them.
set -eu
umask 022
uid=$1 gid=$2 links=$3 table=$4
shift 4

base=/sys
mount -t tmpfs -o nosuid,nodev,mode=0755,size=4m ballast "$base"
cd "$base"
mkdir old etc dev
if [ -n "$links" ]; then eval "ln -s $links ."; fi
for file in dev/null dev/zero dev/random dev/urandom etc/ld.so.cache; do
  : > "$file"
done
printf 'root:x:0:0::/:/bin/false\nballast:x:%s:%s::/:/bin/false\n' "$uid" "$gid" > etc/passwd
printf 'root:x:0:\nballast:x:%s:\n' "$gid" > etc/group
# Before 15 a server sends its statistics to itself over loopback, which it finds by name (pgstat.c).
printf '127.0.0.1 localhost\n' > etc/hosts
printf 'passwd: files\ngroup: files\nhosts: files\n' > etc/nsswitch.conf
callers_path=${PATH-}
PATH=/usr/sbin:/sbin:/usr/bin:/bin
ip link set lo up 2> /dev/null \
  || perl -e 'socket(S, 2, 2, 0); my $r = pack("a16 s x22", "lo", 0x41); ioctl(S, 0x8914, $r)' 2> /dev/null \
  || :
PATH=$callers_path
printf '%s\n' "$table" > etc/fstab
mount -a -T etc/fstab

# What was mounted below a readable folder came along as it was. Mounts that this one hides are listed as well.
while read -r _ _ _ _ point options _; do
  case $point:$options in
    "$base/usr"*:rw*)
      point=$(printf '%b' "$point")
      if [ -e "$point" ]; then mount -o remount,bind,ro,nosuid,nodev "$point"; fi
      ;;
  esac
done < /proc/self/mountinfo

pivot_root . old
cd /
umount -l /old
mount -o remount,bind,ro /
unset PWD OLDPWD
exec "$@"
