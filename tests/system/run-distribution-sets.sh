#!/bin/sh
# From base.txz and kernel.txz to a closure: every owner, mode, flag and link of the archives is in the
# manifests of the slices; archives that are damaged or malicious leave nothing behind.
. "${0%/*}/lib.sh"
judge bsdtar
judge xz
export LC_ALL=C.UTF-8

# What the sets hold: kind, owner, group, mode, flags, path and, for links, what it leads to. Paths and
# targets are written as mtree(5) does.
tree=$work/tree
table=$work/table
entry() {
  printf '%s %s %s %s %s %s %s\n' "$@" >>"$table"
}

# repeat TEXT COUNT
repeat() {
  awk -v text="$1" -v count="$2" 'BEGIN { while (count-- > 0) printf "%s", text }'
}

ordinary() {
  for path in . bin sbin lib libexec etc etc/defaults usr usr/bin usr/sbin usr/share usr/libexec boot \
    boot/lua boot/defaults boot/kernel var usr/include; do
    entry dir 0 0 0755 - "$path" -
  done
  for path in lib/libc.so.7 libexec/ld-elf.so.1 etc/login.conf etc/defaults/rc.conf etc/rc.subr \
    boot/lua/loader.lua boot/defaults/loader.conf boot/device.hints usr/include/stdio.h \
    boot/kernel/if_x.ko boot/kernel/linker.hints; do
    entry file 0 0 0444 - "$path" -
  done
  for path in bin/sh etc/rc usr/sbin/pw boot/loader.efi boot/kernel/kernel; do
    entry file 0 0 0555 - "$path" -
  done
}

remarkable() {
  entry file 0 0 0500 schg sbin/init -
  entry file 0 0 04555 schg usr/bin/su -
  entry file 0 4 02555 - usr/bin/wall -
  entry file 66 66 06555 - usr/bin/uucp -
  entry file 0 0 01644 uarch usr/share/sticky -
  entry file 65534 65533 0600 - usr/share/nobody -
  entry file 3000000 4294967294 0640 nodump usr/share/far-owner -
  entry file 0 0 0 - usr/share/no-mode -
  entry file 0 0 0444 schg,uarch usr/share/two-flags -
  entry dir 0 0 01777 - usr/share/tmp -
  entry dir 0 0 0555 schg usr/share/empty -
  entry dir 25 25 02770 sunlnk usr/share/spool -
  entry hard 0 0 0555 - 'bin/\133' bin/sh
  entry hard 0 0 04555 schg usr/sbin/su-again usr/bin/su
  entry hard 0 0 0500 schg usr/libexec/init sbin/init
  entry hard 0 0 0500 schg usr/libexec/init-again sbin/init
}

# Long and odd names. A ustar header has room for 100 bytes, or for 155 before a slash.
odd_names() {
  long=usr/share/$(repeat l 255)
  entry file 0 0 0444 - "$long" -
  entry hard 0 0 0444 - "usr/share/$(repeat h 255)" "$long"
  directory=usr/share/$(repeat d 120)
  entry dir 0 0 0755 - "$directory" -
  entry file 0 0 0444 - "$directory/$(repeat f 120)" -
  # Főtanúsítvány_Class_Gold=F, a snowman, a name that is no UTF-8, and one with quoted characters.
  entry file 0 0 0444 - 'usr/share/F\305\221tan\303\272s\303\255tv\303\241ny=\342\230\203' -
  entry file 0 0 0444 - 'usr/share/a\040b\043c\134d\012e\052' -
  for length in 1 59 60 99 100 101 119 120 121 255 1023; do
    entry link 0 0 0755 - "usr/share/link$length" "$(repeat t "$length")"
  done
  entry link 0 0 0755 - usr/share/odd 'F\305\221\040\043'
}

# unvis TEXT: the bytes that TEXT stands for.
unvis() {
  printf '%b' "$(printf '%s' "$1" | sed 's/\\\([0-7]\{3\}\)/\\0\1/g')"
}

make_tree() {
  mkdir "$tree"
  while read -r kind owner group mode flags path target; do
    place=$tree/$(unvis "$path")
    case $kind in
      dir) mkdir -p "$place" ;;
      file) printf '%s\n' "$path" >"$place" ;;
      hard) ln "$tree/$(unvis "$target")" "$place" ;;
      link) ln -s "$(unvis "$target")" "$place" ;;
    esac
  done <"$table"
  # Enough for several blocks of xz, and not the same in each.
  for big in lib/libc.so.7 boot/kernel/kernel; do
    awk 'BEGIN { for (i = 0; i < 400000; i++) print i * 7919 }' >"$tree/$big"
  done
}

# specification: the table as mtree(5), for bsdtar.
specification() {
  while read -r kind owner group mode flags path target; do
    [ "$path" = . ] || path=./$path
    line="$path type=$kind uid=$owner gid=$group mode=$mode"
    [ "$flags" = - ] || line="$line flags=$flags"
    [ "$kind" != link ] || line="$line link=$target"
    printf '%s\n' "$line"
  done <"$table" | sed 's/ type=hard / type=file /'
}

# pack SET: SET.txz, in several blocks, of the lines of mtree(5) on standard input.
pack() {
  { echo '#mtree'; cat; } >"$1.mtree"
  (cd "$tree" && bsdtar -cf - "@$work/$1.mtree") | xz -T2 -1 --block-size=524288 >"$1.txz"
}

# declare BASE-HASH: system.scm here, as the example has it, with the hashes of the sets.
declare_system() {
  awk -v base="$1" -v kernel="$(sha256 kernel.txz)" '
    /\(sha256 "0+"\)/ { sub(/0000+/, ++n == 1 ? base : kernel) } { print }
  ' "$home/examples/distribution/system.scm" >system.scm
}

# traits MANIFEST: kind, owner, group, mode, flags, path and target of each entry, as in the table; a
# name of a file with several is named with the first of them.
traits() {
  awk 'NR > 1 {
    delete v
    for (i = 2; i <= NF; i++) { at = index($i, "="); v[substr($i, 1, at - 1)] = substr($i, at + 1) }
    kind = v["type"]; target = kind == "link" ? v["link"] : "-"
    flags = ("flags" in v) ? v["flags"] : "-"
    path = $1; sub(/^\.\//, "", path)
    if ("tags" in v) {
      if (v["tags"] in first) { kind = "hard"; target = first[v["tags"]] }
      else { kind = "file"; first[v["tags"]] = path }
    }
    mode = v["mode"]; sub(/^0+/, "", mode)
    print kind, v["uid"], v["gid"], mode == "" ? 0 : mode, flags, path, target
  }' "$1" | LC_ALL=C sort
}

# expected PATTERN: the table in the form of traits, without what PATTERN (extended) finds.
expected() {
  awk '
    { mode = $4; sub(/^0+/, "", mode); $4 = mode == "" ? 0 : mode }
    # The first name, in the order of bytes, is the one that the others are named with.
    $1 == "hard" || $1 == "file" {
      group = $1 == "hard" ? $7 : $6; of[NR] = group
      if (!(group in least) || $6 < least[group]) least[group] = $6
      count[group]++
    }
    { line[NR] = $0 }
    END {
      for (n = 1; n <= NR; n++) {
        $0 = line[n]
        if (n in of && count[of[n]] > 1) {
          $1 = $6 == least[of[n]] ? "file" : "hard"; $7 = $1 == "hard" ? least[of[n]] : "-"
        }
        print
      }
    }
  ' "$table" | grep -vE "$1" | LC_ALL=C sort
}

manifest() {
  found=$(find "$FRUIX_ROOT/frx/var/fruix/manifests" -name "*-$1.mtree")
  [ -n "$found" ] || fail "no item $1"
  printf '%s' "$found"
}

# refused STATUS WORDS: the declaration here fails, says each of WORDS, and leaves nothing behind.
refused() {
  find "$FRUIX_ROOT/frx/store" "$FRUIX_ROOT/frx/var/fruix/items" -maxdepth 1 | sort >before
  expect "$1" "$fruix" system build system.scm
  shift
  for words in "$@"; do
    grep -qF -e "$words" "$work/stderr" || fail "not a word of <$words>: $(cat "$work/stderr")"
  done
  find "$FRUIX_ROOT/frx/store" "$FRUIX_ROOT/frx/var/fruix/items" -maxdepth 1 | sort >after
  diff before after | grep '^[<>]' | grep -vE '/[0-9a-f]{40}-[^/]*\.drv$|-(base|kernel)\.txz$' >left || true
  [ ! -s left ] || fail "left behind: $(cat left)"
  expect 0 "$fruix" store verify
}

# The sets, and a closure of them.
ordinary
remarkable
odd_names
make_tree
cd "$work"
specification | grep -v '^./boot/kernel' | pack base
specification | grep -E '^(\.|\./boot|\./boot/kernel(/[^ ]*)?) ' | pack kernel
for set in base kernel; do
  blocks=$(xz -l --robot "$set.txz" | awk '$1 == "totals" { print $3 }')
  [ "$blocks" -gt 1 ] || fail "$set.txz has $blocks block"
done
declare_system "$(sha256 base.txz)"
expect 0 "$fruix" system build system.scm
closure=$(value closure_path "$work/stdout")
record closure_path="$closure" base_entries="$(wc -l <base.mtree)"

traits "$(manifest freebsd-14.2-runtime)" >actual
expected '^[^ ]+ [^ ]+ [^ ]+ [^ ]+ [^ ]+ (boot|var|usr/include)[ /]' >wanted
diff wanted actual || fail 'the runtime slice does not have what base.txz has'
traits "$(manifest freebsd-14.2-kernel)" >actual
expected '^$' | grep -E ' (\.|boot|boot/kernel(/.*)?) -$' >wanted
diff wanted actual || fail 'the kernel slice does not have what kernel.txz has'
kernel=$(basename "$(manifest freebsd-14.2-kernel)" .mtree)/boot/kernel/kernel
cmp "$tree/boot/kernel/kernel" "$FRUIX_ROOT/frx/store/$kernel" || fail 'another kernel came out'
expect 0 "$fruix" store verify

# A wrong hash: both are named.
good=$(sha256 base.txz)
declare_system "$(repeat 1 64)"
refused 4 "$(repeat 1 64)" "$good" base.txz

# Archives that end too early, or are something else, with the right hash.
cp base.txz whole.txz
head -c 300000 whole.txz >base.txz
declare_system "$(sha256 base.txz)"
refused 4 'cannot read' truncated
{ head -c 200000 whole.txz; repeat x 1000; tail -c +201001 whole.txz; } >base.txz
declare_system "$(sha256 base.txz)"
refused 4 'corrupt' 'at or after member `./lib/libc.so.7'
echo 'not an archive' >base.txz
declare_system "$(sha256 base.txz)"
refused 4 'it is not a tar archive'

# Members that would leave the item, by name and through a link, and a device.
bsdtar -cPf - -s ',^bin/sh,../../escaped,' -C "$tree" bin/sh | xz >base.txz
declare_system "$(sha256 base.txz)"
refused 4 'member `../../escaped'
[ -z "$(find "$work" -name 'escaped*')" ] || fail 'a member escaped'
mkdir -p link through/out
ln -s "$work/elsewhere" link/out
echo x >through/out/file
mkdir elsewhere
bsdtar -cf - -C "$work/link" out -C "$work/through" out/file | xz >base.txz
declare_system "$(sha256 base.txz)"
refused 4 'member `out/file' 'symbolic link'
[ -z "$(ls elsewhere)" ] || fail 'a member escaped through a link'
printf './dev/null type=char uid=0 gid=0 mode=0666 device=0x10f\n' | pack base
declare_system "$(sha256 base.txz)"
refused 4 'member `./dev/null' 'character device'

# Afterwards the whole archive still makes the first closure.
cp whole.txz base.txz
declare_system "$good"
expect 0 "$fruix" system build system.scm
equal 'the closure' "$closure" "$(value closure_path "$work/stdout")"
pass
