#!/bin/sh
# fruix: looks at and changes the generations of this machine, with FreeBSD's base tools alone.

set -eu
export PATH=/sbin:/bin:/usr/sbin:/usr/bin
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

fail() { echo "fruix: $*" >&2; exit 1; }
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

replace_link() {
	ln -sfn "$1" "$2.new"
	mv -fh "$2.new" "$2" 2>/dev/null || mv -fT "$2.new" "$2"
}

activate() {
	replace_link "$1" "$current"
	replace_link "$1" "$roots/current-system"
	replace_link "$2" "$var/current-generation"
	sync
	"$current/activate" ${root:+"$root"}
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

# Prints the base names of every item that is reachable from a root.
live() {
	todo=$(for link in "$current" "$roots"/* "$roots"/auto/*; do
		[ -L "$link" ] || continue
		target=$(readlink "$link")
		case $target in
		$store/*) echo "${target##*/}" ;;
		*) [ -L "$target" ] && target=$(readlink "$target") && echo "${target##*/}" ;;
		esac
	done | sort -u)
	seen=" "
	while [ -n "$todo" ]; do
		next=
		for item in $todo; do
			case $seen in *" $item "*) continue ;; esac
			seen="$seen$item "
			[ -f "$var/items/$item" ] || continue
			next="$next $(sed -n -e 's/^References: //p' -e 's/^Deriver: //p' "$var/items/$item")"
		done
		todo=$(for path in $next; do echo "${path##*/}"; done | sort -u)
	done
	for item in $seen; do echo "$item"; done
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
		chflags -R noschg,nouchg "$path" 2>/dev/null || true
		chmod -R u+w "$path" 2>/dev/null || true
		rm -rf "$path"
		rm -f "$var/manifests/$item.mtree"
	done
}

# import DIRECTORY: takes the items of another store, as `fruix system rootfs' writes one.
cmd_import() {
	[ $# -eq 1 ] || misuse "import takes one directory"
	from=$1
	[ -d "$from/frx/var/fruix/items" ] || fail "$from holds no /frx store"
	for registration in "$from"/frx/var/fruix/items/*; do
		item=${registration##*/}
		[ -f "$var/items/$item" ] && continue
		manifest=$from/frx/var/fruix/manifests/$item.mtree
		[ -f "$manifest" ] || fail "$item has no manifest"
		want=$(sed -n 's/^Content-Hash: sha256://p; s/^Content-Hash: \([0-9a-f]*\)$/\1/p' "$registration")
		[ "$(sha256 -q "$manifest")" = "$want" ] || fail "the manifest of $item is damaged"
		rm -rf "$root$store/.tmp-$item"
		cp -a "$from$store/$item" "$root$store/.tmp-$item"
		if [ -d "$root$store/.tmp-$item" ]; then
			mtree -f "$manifest" -p "$root$store/.tmp-$item" -U > /dev/null ||
				mtree -f "$manifest" -p "$root$store/.tmp-$item" || fail "$item is damaged"
		fi
		mv "$root$store/.tmp-$item" "$root$store/$item"
		cp "$manifest" "$var/manifests/$item.mtree.new"
		mv "$var/manifests/$item.mtree.new" "$var/manifests/$item.mtree"
		cp "$registration" "$var/items/$item.new"
		sync
		mv "$var/items/$item.new" "$var/items/$item"
		echo "$store/$item"
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
