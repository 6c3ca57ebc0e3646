# For tests with firmware and GRUB as the loader: `. "${0%/*}/lib.sh"; . "${0%/*}/firmware.sh"`. POSIX sh.

limit=${FRUIX_TEST_FIRMWARE_SECONDS:-600}
judge qemu-system-x86_64
judge grub-mkstandalone
[ -d /usr/lib/grub/x86_64-efi ] || judge 'GRUB for x86_64-efi'

# grub FILE COMMAND…: $work/prefix/boot is that of a bootloader that looks for the root, which has FILE, and runs the
# COMMANDs. GRUB 2.06 of Debian drops the last character of a symbolic link in a UFS inode, hence no
# /run/current-system.
grub() {
  mkdir -p "$work/prefix/boot/lua" "$work/prefix/boot/defaults"
  for file in lua/loader.lua defaults/loader.conf device.hints; do
    echo '# none' >"$work/prefix/boot/$file"
  done
  {
    echo 'serial --unit=0'
    echo 'terminal_output serial'
    echo 'set pager=0'
    echo 'function cat_declaration {'
    echo '  for file in $1/frx/store/*-fruix-system-quickstart/metadata/system.scm; do'
    echo '    echo "== begin"'
    echo '    cat $file'
    echo '    echo "== end"'
    echo '  done'
    echo '}'
    echo "search --set=root --file $1"
    shift
    printf '%s\n' "$@"
  } >"$work/grub.cfg"
  grub-mkstandalone -O x86_64-efi -o "$work/prefix/boot/loader.efi" --locales= --fonts= --themes= \
    --install-modules='part_gpt ufs2 iso9660 loopback search search_fs_file serial regexp cat echo halt sleep' \
    --modules='part_gpt ufs2 iso9660 regexp' "boot/grub/grub.cfg=$work/grub.cfg" >"$work/mkstandalone" 2>&1 ||
    fail "grub-mkstandalone: $(cat "$work/mkstandalone")"
}

# sample_system: $work/system.scm is the quickstart with that bootloader.
sample_system() {
  sed "s|(bootloader sample-bootloader)|\\
    (bootloader (freebsd-package (name \"grub\")\\
                                 (origin (staged-prefix (prefix \"$work/prefix\") (variable \"NONE\")))))|
    s|(fruix packages sample)|(fruix packages sample) (fruix packages package)|" \
    "$home/examples/quickstart/system.scm" >"$work/system.scm"
}

# declaration_on_console: the console has shown the declaration, whole. (GRUB breaks lines where a terminal ends.)
declaration_on_console() {
  tr -d '\r' <"$work/console" | sed -n '/== begin$/,/== end$/p' | sed '1d;$d' | tr -d '\n' >"$work/shown"
  tr -d '\n' <"$work/system.scm" >"$work/declared"
  cmp "$work/declared" "$work/shown" || fail "GRUB shows another declaration: $(cat -v "$work/shown")"
}
