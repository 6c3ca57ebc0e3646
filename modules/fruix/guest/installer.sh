#!/bin/sh
# fruix-installer: puts the system that its medium carries on a disk, with FreeBSD's base tools alone.
# rc.d/fruix-installer runs it at boot. It may be run again by hand, with --force for a disk that holds
# something. /etc/fruix-installer.conf says from where to where:
#
#   target      the disk: /dev/vtbd1, label:NAME or serial:NUMBER
#   root_size   bytes of the root file system; empty: the rest of the disk
#   swap_size   bytes of swap; empty: none
#   force       yes: overwrite what the disk holds
#   medium      the ISO 9660 file system that carries the system; empty: this machine's root does
#   payload     a directory there: what the disk is to hold besides the store's items, and which these are
#
# The loader is written last: from a disk on which this was interrupted nothing boots.

set -eu
export PATH="${FRUIX_INSTALLER_PATH:-/sbin:/bin:/usr/sbin:/usr/bin}" LC_ALL=C
umask 022

root=${FRUIX_SYSTEM_ROOT:-}
patience=${FRUIX_INSTALLER_PATIENCE:-60}
directory=$root/var/lib/fruix/installer
log=$directory/log
new=$directory/root
esp=$directory/esp
source=$root
mib=1048576

now=started
reason=
closure=
written=

say() {
	echo "fruix-installer: $*"
	echo "$*" >> "$log"
}

# state NAME WHAT: keeps what is being done, and says it.
state() {
	now=$1
	{
		echo "state=$1"
		echo "target_device=$target"
		echo "closure_path=$closure"
		[ -z "$reason" ] || echo "reason=$reason"
	} > "$directory/state.new"
	mv "$directory/state.new" "$directory/state"
	say "$1: $2"
}

# fail REASON: not in a subshell, whose end would not be this program's.
fail() {
	reason=$*
	exit 1
}

# run COMMAND...: its words go to the log.
run() {
	echo "+ $*" >> "$log"
	"$@" >> "$log" 2>&1 < /dev/null || fail "\`$*' failed: $(tail -n 1 "$log")"
}

mounted() { mount -p | awk -v at="$1" '$2 == at { found = 1 } END { exit !found }'; }

release() {
	for place in "$esp" "$new" "$directory/medium"; do
		! mounted "$place" || umount "$place" >> "$log" 2>&1
	done
}

finish() {
	status=$?
	trap - EXIT
	set +e
	release
	[ "$now $status" != 'done 0' ] || exit 0
	[ -n "$reason" ] || reason="ended with status $status when it was $now"
	state failed "$reason"
	if [ -n "$written" ]; then
		say "$target is not whole, and nothing boots from it"
	else
		say "nothing was written to $target"
	fi
	say "the log is $log; to try again: fruix-installer [--force]"
	exit 1
}

# wait_for WHAT COMMAND...: until COMMAND finds it.
wait_for() {
	awaited=$1
	shift
	waited=0
	until "$@"; do
		[ "$waited" -lt "$patience" ] || fail "there is no $awaited after $patience s"
		sleep 1
		waited=$((waited + 1))
	done
}

# What lies under geom(4)'s labels: lines of the label's kind and name, a status, and the provider.
labels() { geom label status -s 2>> "$log"; }

# find_disks: sets disks to what the target names, one a line; false when that is nothing.
find_disks() {
	case $target in
	label:*)
		disks=$(labels | awk -v label="${target#*:}" '
			/^ *(gpt|label|ufs|msdosfs|iso9660|ext2fs|ntfs)\// &&
			substr($1, index($1, "/") + 1) == label { print $3 }')
		;;
	serial:*)
		disks=$(geom disk list 2>> "$log" | awk -v serial="${target#*:}" '
			/^[0-9]+\. Name: / { name = $3 }
			sub(/^ *ident: */, "") { sub(/ *$/, ""); if ($0 == serial) print name }')
		;;
	*)
		[ ! -e "$root$target" ] || disks=${target#/dev/}
		;;
	esac
	[ -n "$disks" ]
}

# Makes target the device of the one disk that it names, and name what that is called in /dev.
find_target() {
	wanted=$target
	wait_for "disk \`$target'" find_disks
	disks=$(echo "$disks" | sort -u)
	[ "$(echo "$disks" | wc -l)" -eq 1 ] ||
		fail "more than one disk is \`$target': $(echo "$disks" | sed 's,^,/dev/,; $!s/$/,/' | paste -sd ' ' -)"
	# A label lies on a disk, or on a partition.
	name=$(labels | awk -v label="$disks" '$1 == label { print $3; exit }')
	name=${name:-$disks}
	whole=$(geom part status -s 2>> "$log" | awk -v part="$name" '$1 == part { print $3; exit }')
	[ -z "$whole" ] || fail "$target is a partition, and a system takes a whole disk; the disk is /dev/$whole"
	target=/dev/$name
	[ "$wanted" = "$target" ] || say "$wanted is $target"
}

open_medium() {
	if [ -n "$medium" ]; then
		source=$directory/medium
		wait_for "$medium" test -e "$root$medium"
		run mount -t cd9660 -o ro "$root$medium" "$source"
	fi
	payload=$source/${payload#/}
	[ -f "$payload/closure" ] || fail "there is no system to install at $payload"
	closure=$(cat "$payload/closure")
}

# zeros MEGABYTE: whether that megabyte of the disk, as far as the disk goes, is all zeros.
zeros() {
	found=$(dd if="$root$target" bs=$mib skip="$1" count=1 2>> "$log" | tr -d '\000' | head -c 1 | wc -c)
	[ "$found" -eq 0 ]
}

refuse_what_is_in_use() {
	mode=$(geom disk list "$name" 2>> "$log" | awk '$1 == "Mode:" { print $2; exit }')
	case $mode in
	'' | r0w0e0) ;;
	*) fail "$target is in use" ;;
	esac
}

refuse_data() {
	if zeros 0 && zeros $(((size - 1) / mib)); then
		return
	elif gpart show "$name" >> "$log" 2>&1; then
		held="a partition table"
	elif kind=$(fstyp "$root$target" 2>> "$log"); then
		held="a file system ($kind)"
	else
		held=data
	fi
	[ "$force" = yes ] || fail "$target holds $held, and there is no word to overwrite it (--force)"
	say "overwriting $held on $target"
}

# Sets esp_size. Of a disk with large sectors FAT32 needs more.
measure() {
	# shellcheck disable=SC2046 # words
	set -- $(diskinfo "$root$target" 2>> "$log")
	[ $# -ge 3 ] || fail "$target is not a disk"
	size=$3
	esp_size=$((40 * mib))
	[ "$2" -le 512 ] || esp_size=$((260 * mib))
	least=${root_size:-$(cat "$payload/least-root-size")}
	needed=$((2 * mib + esp_size + ${swap_size:-0} + least))
	[ "$size" -ge "$needed" ] ||
		fail "$target has $size bytes, $((needed - size)) too few for the system"
}

partition() {
	# What was there is gone at once, so that a loader of its own does not find the new root.
	written=yes
	! gpart show "$name" > /dev/null 2>&1 || run gpart destroy -F "$name"
	run dd if=/dev/zero of="$root$target" bs=$mib count=8 conv=notrunc
	run gpart create -s gpt "$name"
	run gpart add -i 1 -a 1m -t efi -l efiboot -s ${esp_size}b "$name"
	root_index=2
	if [ -n "$swap_size" ]; then
		run gpart add -i 2 -a 1m -t freebsd-swap -l fruix-swap -s "${swap_size}b" "$name"
		root_index=3
	fi
	run gpart add -i "$root_index" -a 1m -t freebsd-ufs -l fruix-root ${root_size:+-s "${root_size}b"} "$name"
	root_device=${target}p$root_index
}

# unvis NAME: with the octal escapes of a manifest read.
unvis() {
	# shellcheck disable=SC2059 # the escapes are the format
	printf "$(printf '%s' "$1" | sed 's/%/%%/g')"
}

# link_again DIRECTORY MANIFEST: makes one file of several names that a medium did not keep as one.
link_again() {
	awk '{
		for (i = 2; i <= NF; i++)
			if ($i ~ /^tags=hardlink-/) {
				if ($i in first) print first[$i], $1
				else first[$i] = $1
			}
	}' "$2" > "$directory/links"
	while read -r existing name_there; do
		existing=$1/$(unvis "$existing")
		name_there=$1/$(unvis "$name_there")
		[ "$name_there" -ef "$existing" ] || run ln -f "$existing" "$name_there"
	done < "$directory/links"
}

# settle DIRECTORY MANIFEST OPTION...: gives the tree the manifest's owners, modes and flags and compares
# it; mtree's exit status says nothing with -U, and without it nothing of what is missing.
settle() {
	there=$1
	manifest=$2
	shift 2
	sed 's/ sha256digest=[^ ]*//' "$manifest" > "$directory/attributes"
	mtree -U -i -f "$directory/attributes" -p "$there" "$@" >> "$log" 2>&1 || true
	mtree -f "$manifest" -p "$there" "$@" > "$directory/faults" 2>&1 ||
		echo "mtree ended with status $?" >> "$directory/faults"
	[ ! -s "$directory/faults" ] || {
		cat "$directory/faults" >> "$log"
		fail "what was copied to ${there#"$new"} is not what it was: $(head -n 1 "$directory/faults")"
	}
}

# settle_file FILE MANIFEST: the same for an item that is a file.
settle_file() {
	line=$(grep '^\. type=file ' "$2") || fail "$2 is no manifest of a file"
	for word in $line; do
		case $word in
		uid=*) owner=${word#*=} ;;
		gid=*) owner=$owner:${word#*=} ;;
		mode=*) mode=${word#*=} ;;
		sha256digest=*) digest=${word#*=} ;;
		esac
	done
	run chown "$owner" "$1"
	run chmod "$mode" "$1"
	case $line in
	*' flags='*) run chflags "$(echo "$line" | sed 's/.* flags=\([^ ]*\).*/\1/')" "$1" ;;
	esac
	[ "$(sha256 -q "$1")" = "$digest" ] || fail "what was copied to ${1#"$new"} is not what it was"
}

# copy FROM NAME TO
copy() {
	echo "+ copy $1 $2" >> "$log"
	tar -cf - --format pax -C "$1" "$2" 2>> "$log" | tar -xpf - --numeric-owner -C "$3" >> "$log" 2>&1 ||
		fail "cannot copy $2: $(tail -n 1 "$log")"
}

populate() {
	run newfs -U -L fruix-root "$root$root_device"
	run mount -t ufs "$root$root_device" "$new"
	copy "$payload/root" . "$new"
	while read -r item manifest_there; do
		at=$new/frx/store/$item
		copy "$source/frx/store" "$item" "$new/frx/store"
		if [ -L "$at" ]; then
			[ "$(readlink "$at")" = "$(readlink "$source/frx/store/$item")" ] || fail "$item is another link"
		elif [ -d "$at" ]; then
			link_again "$at" "$new/$manifest_there"
			settle "$at" "$new/$manifest_there"
		else
			settle_file "$at" "$new/$manifest_there"
		fi
	done < "$payload/items"
	settle "$new" "$payload/root.mtree" -e
	describe > "$new/var/lib/fruix/install.scm"
}

# part LABEL TYPE INDEX: a line of install.scm.
part() {
	printf '  (partition (label "%s") (type %s) (device "/dev/gpt/%s") (size %s))' \
		"$1" "$2" "$1" "$(size_of "${target}p$3")"
}

size_of() { diskinfo "$root$1" | awk '{ print $3 }'; }

# install.scm, as `fruix system install' writes it.
describe() {
	echo "(fruix-install"
	echo "  (format-version 1)"
	echo "  (closure \"$closure\")"
	echo "  (target-kind block-device)"
	echo "  (disk-capacity $size)"
	echo "  (root-size $(size_of "$root_device"))"
	echo "$(part efiboot efi 1)"
	[ -z "$swap_size" ] || echo "$(part fruix-swap freebsd-swap 2)"
	echo "$(part fruix-root freebsd-ufs "$root_index"))"
}

write_loader() {
	loader=$new/$(cat "$payload/loader")
	run newfs_msdos -F 32 -c 1 -L EFISYS "$root${target}p1"
	run mount -t msdosfs "$root${target}p1" "$esp"
	run mkdir -p "$esp/EFI/BOOT"
	run cp "$loader" "$esp/EFI/BOOT/LOADER.NEW"
	cmp -s "$loader" "$esp/EFI/BOOT/LOADER.NEW" || fail "the loader was not written as it is"
	run sync
	run mv "$esp/EFI/BOOT/LOADER.NEW" "$esp/EFI/BOOT/BOOTX64.EFI"
	run umount "$esp"
}

# What the new machine keeps of this.
keep_log() {
	mkdir -p "$new/var/lib/fruix/installer"
	cp "$directory/state" "$log" "$new/var/lib/fruix/installer/"
}

forced=
case ${1:-} in
'') ;;
--force) forced=yes ;;
*)
	echo "usage: fruix-installer [--force]" >&2
	exit 2
	;;
esac
# shellcheck source=/dev/null
. "$root/etc/fruix-installer.conf"
[ -z "$forced" ] || force=yes
disks=
mkdir -p "$directory" "$new" "$esp" "$directory/medium"
: > "$log"
trap finish EXIT
trap 'reason="interrupted"; exit 130' INT TERM HUP

state waiting "for $target"
open_medium
find_target
state checking "$target, for $closure"
measure
refuse_what_is_in_use
refuse_data
state partitioning "$target, $size bytes"
partition
state populating "$root_device with $(wc -l < "$payload/items" | tr -d ' ') store items"
populate
# Whole on the disk before anything can start from it.
run mount -u -o ro "$root$root_device" "$new"
state finishing "with the loader, in ${target}p1"
write_loader
run mount -u -o rw "$root$root_device" "$new"
state done "$closure is on $target, as generation 1"
keep_log
run umount "$new"
say "take the medium away before the machine starts again"
