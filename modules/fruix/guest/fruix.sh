#!/bin/sh
# fruix: looks at and changes the generations of this machine, with FreeBSD's base tools alone.

set -eu
export PATH="${FRUIX_SYSTEM_PATH:-/sbin:/bin:/usr/sbin:/usr/bin}"
umask 022

root=${FRUIX_SYSTEM_ROOT:-}
store=/frx/store
var=$root/frx/var/fruix
roots=$var/gcroots
current=$root/run/current-system

usage() {
	cat <<-EOF
	usage: fruix status
	       fruix list-generations
	       fruix switch CLOSURE
	       fruix rollback
	       fruix delete-generations NUMBER ...
	       fruix gc [--dry-run]
	       fruix import DIRECTORY
	EOF
}

say() { echo "fruix: $*" >&2; }
fail() { say "$*"; exit 1; }
misuse() { echo "fruix: $*" >&2; usage >&2; exit 2; }

closure_of() { readlink "$1"; }

# generation NUMBER: the root that keeps it.
generation() { echo "$roots/system-$1-link"; }

generations() {
	for link in "$roots"/system-*-link; do
		[ -L "$link" ] || continue
		number=${link##*/system-}
		number=${number%-link}
		case $number in '' | *[!0-9]*) continue ;; esac
		echo "$number"
	done | sort -n
}

current_generation() {
	now=$(closure_of "$current")
	found=
	for number in $(generations); do
		[ "$(closure_of "$(generation "$number")")" = "$now" ] && found=$number
	done
	if [ -L "$var/current-generation" ]; then
		marked=$(readlink "$var/current-generation")
		if [ -L "$(generation "$marked")" ] &&
			[ "$(closure_of "$(generation "$marked")")" = "$now" ]; then
			found=$marked
		fi
	fi
	echo "$found"
}

valid() { [ -f "$var/items/${1##*/}" ] && [ -e "$root$store/${1##*/}" ]; }

# remove_tree PATH: items are read-only, and some files immutable.
remove_tree() {
	[ -e "$1" ] || [ -L "$1" ] || return 0
	chflags -R noschg,nouchg "$1" 2>/dev/null || true
	[ -L "$1" ] || chmod -R u+w "$1" 2>/dev/null || true
	rm -rf "$1"
}

replace_link() {
	ln -sfn "$1" "$2.new"
	mv -fh "$2.new" "$2" 2>/dev/null || mv -fT "$2.new" "$2"
}

# Directories of the machine whose names lead into the running system, and where there.
linked="boot:boot root:profile/root usr/local/bin:usr/local/bin usr/local/etc/rc.d:usr/local/etc/rc.d"

# real PATH: where PATH, as the machine names it, leads to below the root.
real() {
	path=
	rest=${1#/}
	while [ -n "$rest" ]; do
		path=$path/${rest%%/*}
		case $rest in
		*/*) rest=${rest#*/} ;;
		*) rest= ;;
		esac
		[ -L "$root$path" ] || continue
		next=$(readlink "$root$path")
		rest=${next#/}${rest:+/$rest}
		case $next in
		/*) path= ;;
		*) path=${path%/*} ;;
		esac
	done
	echo "$root$path"
}

# link_names CLOSURE: every name that CLOSURE has in a linked directory leads to the running system.
# What the machine or its operator has put there stays.
link_names() {
	for pair in $linked; do
		from=$(real "$1/${pair#*:}")
		[ -d "$from" ] || continue
		mkdir -p "$root/${pair%%:*}"
		for entry in "$from"/* "$from"/.[!.]*; do
			[ -e "$entry" ] || [ -L "$entry" ] || continue
			link=$root/${pair%%:*}/${entry##*/}
			target=/run/current-system/${pair#*:}/${entry##*/}
			if [ -L "$link" ]; then
				case $(readlink "$link") in
				"$target") continue ;;
				/run/current-system/*) ;;
				*) continue ;;
				esac
			elif [ -e "$link" ]; then
				continue
			fi
			replace_link "$target" "$link"
		done
	done
}

# unlink_names CLOSURE: removes the links to what the running system CLOSURE does not have.
unlink_names() {
	for pair in $linked; do
		from=$(real "$1/${pair#*:}")
		for link in "$root/${pair%%:*}"/* "$root/${pair%%:*}"/.[!.]*; do
			[ -L "$link" ] || continue
			case $(readlink "$link") in
			"/run/current-system/${pair#*:}/${link##*/}") ;;
			*) continue ;;
			esac
			[ -e "$from/${link##*/}" ] || [ -L "$from/${link##*/}" ] || rm -f "$link"
		done
	done
}

# The EFI system partition of the disk that / is on, as vtbd0p1; nothing when there is none.
esp_partition() {
	device=$(mount -p | awk '$2 == "/" { print $1; exit }')
	part=$(glabel status -s 2>/dev/null | awk -v label="${device#/dev/}" '$1 == label { print $3; exit }')
	[ -n "$part" ] || part=${device#/dev/}
	disk=$(echo "$part" | sed -n 's/p[0-9][0-9]*$//p')
	[ -n "$disk" ] || return 0
	gpart show -p "$disk" | awk '$4 == "efi" { print $3; exit }'
}

# Where PARTITION is mounted under any of its names; nothing when it is not.
mounted_at() {
	{
		echo "/dev/$1"
		glabel status -s 2>/dev/null | awk -v part="$1" '$3 == part { print "/dev/" $1 }'
	} | while read -r name; do
		mount -p | awk -v name="$name" '$1 == name { print $2; exit }'
	done | head -n 1
}

# Whether FILE is the loader of some system in the store: another program there is not ours to replace.
is_our_loader() {
	for known in "$root$store"/*/boot/loader.efi; do
		[ -f "$known" ] && cmp -s "$known" "$1" && return
	done
	return 1
}

# refresh_loader CLOSURE: the firmware starts CLOSURE's loader from now on. The new file is whole and on
# the disk before it takes the place of the old one. In a subshell, for the sake of its trap.
refresh_loader() (
	loader=$(real "$1/boot/loader.efi")
	[ -f "$loader" ] || exit 0
	esp=$(esp_partition)
	[ -n "$esp" ] || { say "no EFI system partition beside /: its loader stays as it is"; exit 0; }
	place=$(mounted_at "$esp")
	if [ -z "$place" ]; then
		place=$(mktemp -d "${TMPDIR:-/tmp}/fruix-esp.XXXXXX")
		trap 'umount "$place" 2>/dev/null || true; rmdir "$place"' EXIT
		mount -t msdosfs "$root/dev/$esp" "$place" ||
			fail "cannot mount the EFI system partition $esp; nothing has been changed"
	fi
	for file in "$place"/EFI/BOOT/BOOT*.EFI "$place"/EFI/freebsd/loader.efi; do
		[ -f "$file" ] || continue
		cmp -s "$loader" "$file" && continue
		if ! is_our_loader "$file"; then
			say "$esp: ${file#"$place"} is no loader of a system in the store; it stays"
			continue
		fi
		new=${file%/*}/LOADER.NEW
		if ! cp "$loader" "$new" || ! cmp -s "$loader" "$new"; then
			rm -f "$new"
			fail "cannot write the loader to $esp; nothing has been changed"
		fi
		sync
		mv -f "$new" "$file"
		sync
		say "$esp: ${file#"$place"} is the loader of ${1##*/} now"
	done
)

# activate CLOSURE NUMBER. The loader comes first: a new one starts an old kernel, but not always the
# other way round.
activate() {
	refresh_loader "$1"
	link_names "$1"
	replace_link "$1" "$current"
	replace_link "$1" "$roots/current-system"
	replace_link "$2" "$var/current-generation"
	unlink_names "$1"
	sync
	"$(real "$1")/activate" ${root:+"$root"} ||
		fail "$1 is current, but its activation failed; \`fruix rollback' goes back"
}

cmd_status() {
	echo "current_closure=$(closure_of "$current")"
	echo "current_generation=$(current_generation)"
	echo "generations=$(generations | tr '\n' ',' | sed 's/,$//')"
}

cmd_list() {
	now=$(current_generation)
	for number in $(generations); do
		mark=
		[ "$number" = "$now" ] && mark=" (current)"
		echo "$number	$(closure_of "$(generation "$number")")$mark"
	done
}

cmd_switch() {
	[ $# -eq 1 ] || misuse "switch takes one closure"
	case $1 in
	$store/*) ;;
	*) fail "$1 is not a path of $store" ;;
	esac
	valid "$1" || fail "$1 is not in the store; import it first"
	[ -x "$root$store/${1##*/}/activate" ] || fail "$1 is not a system closure"
	for item in $(reach "${1##*/}" References); do
		valid "$item" || fail "$1 needs $store/$item, which is not in the store; import it first"
	done
	for number in $(generations); do
		if [ "$(closure_of "$(generation "$number")")" = "$1" ]; then
			activate "$1" "$number"
			echo "current_generation=$number"
			return
		fi
	done
	last=$(generations | tail -n 1)
	next=$((${last:-0} + 1))
	replace_link "$1" "$(generation "$next")"
	activate "$1" "$next"
	echo "current_generation=$next"
}

cmd_rollback() {
	now=$(current_generation)
	[ -n "$now" ] || fail "the current system is not a generation"
	before=$(generations | awk -v now="$now" '$1 < now { last = $1 } END { print last }')
	[ -n "$before" ] || fail "there is no generation before $now"
	closure=$(closure_of "$(generation "$before")")
	valid "$closure" || fail "generation $before is not in the store: $closure"
	activate "$closure" "$before"
	echo "current_generation=$before"
}

cmd_delete() {
	[ $# -ge 1 ] || misuse "delete-generations takes numbers"
	now=$(current_generation)
	for number; do
		[ -L "$(generation "$number")" ] || fail "there is no generation $number"
		[ "$number" != "$now" ] || fail "generation $number is the current one"
	done
	for number; do
		rm "$(generation "$number")"
	done
}

# reach ITEMS KEY...: the base names of ITEMS and of all that their registrations name under a KEY.
reach() {
	todo=$1
	shift
	keys=
	for key; do keys="$keys -e s/^$key://p"; done
	seen=" "
	while [ -n "$todo" ]; do
		next=
		for item in $todo; do
			case $seen in *" $item "*) continue ;; esac
			seen="$seen$item "
			[ -f "$var/items/$item" ] || continue
			# shellcheck disable=SC2086 # several words
			next="$next $(sed -n $keys "$var/items/$item")"
		done
		todo=$(for path in $next; do echo "${path##*/}"; done | sort -u)
	done
	for item in $seen; do echo "$item"; done
}

# Prints the base names of every item that is reachable from a root.
live() {
	reach "$(for link in "$current" "$roots"/* "$roots"/auto/*; do
		[ -L "$link" ] || continue
		target=$(readlink "$link")
		case $target in
		$store/*) echo "${target##*/}" ;;
		*) [ -L "$target" ] && target=$(readlink "$target") && echo "${target##*/}" ;;
		esac
	done | sort -u)" References Deriver
}

cmd_gc() {
	dry=
	[ "${1:-}" = --dry-run ] && dry=yes
	alive=$(mktemp "${TMPDIR:-/tmp}/fruix-live.XXXXXX")
	trap 'rm -f "$alive"' EXIT
	live > "$alive"
	# A list without the running system is a broken list: by it, everything would go.
	running=$(closure_of "$current")
	grep -qxF "${running##*/}" "$alive" && valid "$running" ||
		fail "the running system is not in the store; nothing is deleted"
	for path in "$root$store"/* "$root$store"/.tmp-* "$root$store"/.trash-*; do
		[ -e "$path" ] || [ -L "$path" ] || continue
		item=${path##*/}
		grep -qxF "$item" "$alive" && continue
		echo "$store/$item"
		[ -z "$dry" ] || continue
		rm -f "$var/items/$item"
		remove_tree "$path"
		rm -f "$var/manifests/$item.mtree"
	done
}

# copy_item DIRECTORY ITEM: ITEM of the store in DIRECTORY, checked by its manifest, lies in this store.
copy_item() {
	manifest=$1/frx/var/fruix/manifests/$2.mtree
	[ -f "$manifest" ] || fail "$2 has no manifest"
	want=$(sed -n 's/^Content-Hash: sha256://p; s/^Content-Hash: \([0-9a-f]*\)$/\1/p' "$1/frx/var/fruix/items/$2")
	[ "$(sha256 -q "$manifest")" = "$want" ] || fail "the manifest of $2 is damaged"
	new=$root$store/.tmp-$2
	# What lies there without a registration is left of an import that was interrupted.
	remove_tree "$new"
	remove_tree "$root$store/$2"
	cp -a "$1$store/$2" "$new"
	if [ -d "$new" ] && [ ! -L "$new" ]; then
		# With -U the exit status of mtree says nothing, and without it nothing of what is missing.
		# cp makes a file of each name of a file.
		spec=$root$store/.tmp-$2.mtree
		sed 's/ nlink=[^ ]*//' "$manifest" > "$spec"
		mtree -f "$spec" -p "$new" -U -i > /dev/null 2>&1 || true
		faults=$(mtree -f "$spec" -p "$new" 2>&1) || faults=${faults:-mtree}
		rm -f "$spec"
		[ -z "$faults" ] || damaged "$2"
	elif [ -f "$new" ] && [ ! -L "$new" ]; then
		grep -q " sha256digest=$(sha256 -q "$new")" "$manifest" || damaged "$2"
	fi
	mv "$new" "$root$store/$2"
	cp "$manifest" "$var/manifests/$2.mtree.new"
	mv "$var/manifests/$2.mtree.new" "$var/manifests/$2.mtree"
}

damaged() {
	remove_tree "$root$store/.tmp-$1"
	fail "$1 is damaged"
}

# import DIRECTORY: takes the items of another store, as `fruix system rootfs' writes one. An item is
# registered when all that it refers to is.
cmd_import() {
	[ $# -eq 1 ] || misuse "import takes one directory"
	[ -d "$1/frx/var/fruix/items" ] || fail "$1 holds no /frx store"
	waiting=
	for registration in "$1"/frx/var/fruix/items/*; do
		item=${registration##*/}
		[ -f "$var/items/$item" ] && continue
		[ -f "$registration" ] || continue
		copy_item "$1" "$item"
		waiting="$waiting $item"
	done
	sync
	while [ -n "$waiting" ]; do
		left=
		missing=
		for item in $waiting; do
			lacks=$(lacking "$1" "$item")
			if [ -n "$lacks" ]; then
				left="$left $item"
				missing="$item needs $lacks"
				continue
			fi
			cp "$1/frx/var/fruix/items/$item" "$var/items/$item.new"
			mv "$var/items/$item.new" "$var/items/$item"
			echo "$store/$item"
		done
		[ "$left" != "$waiting" ] || fail "$missing, which is neither here nor in $1"
		waiting=$left
	done
	sync
}

# lacking DIRECTORY ITEM: a path that ITEM refers to and that is not registered here.
lacking() {
	for path in $(sed -n 's/^References://p' "$1/frx/var/fruix/items/$2"); do
		[ "${path##*/}" = "$2" ] || [ -f "$var/items/${path##*/}" ] || { echo "$path"; return; }
	done
}

[ $# -ge 1 ] || misuse "a command is needed"
command=$1
shift
case $command in
status) cmd_status ;;
list-generations) cmd_list ;;
switch) cmd_switch "$@" ;;
rollback) cmd_rollback ;;
delete-generations) cmd_delete "$@" ;;
gc) cmd_gc "$@" ;;
import) cmd_import "$@" ;;
help | --help | -h) usage ;;
*) misuse "unknown command \`$command'" ;;
esac
