#!/bin/sh
# activate: brings the running machine in step with this system: links in /etc, accounts, home
# directories, keys. Run at boot by rc.d/fruix-activate and by `fruix switch'. May be run again.
# Works under a root directory given as the first argument; without one, on the machine itself.

set -eu
export PATH="${FRUIX_SYSTEM_PATH:-/sbin:/bin:/usr/sbin:/usr/bin}"

root=${1:-}
system=$root$(readlink "$root/run/current-system")
log() { echo "fruix-activate: $*"; }
fail() { log "$*" >&2; exit 1; }

[ -d "$system/etc" ] || fail "no system at $system"

# Files of /etc that programs or operators write: real files, made once and never linked.
regular=" @REGULAR@ "

link_etc() {
	for entry in "$system"/etc/* "$system"/etc/.[!.]*; do
		name=${entry##*/}
		[ -e "$entry" ] || [ -L "$entry" ] || continue
		case $regular in *" $name "*) continue ;; esac
		target=/run/current-system/etc/$name
		if [ -L "$root/etc/$name" ]; then
			[ "$(readlink "$root/etc/$name")" = "$target" ] && continue
		elif [ -d "$root/etc/$name" ]; then
			link_inside "$name"
			continue
		elif [ -e "$root/etc/$name" ]; then
			log "keeping a copy of /etc/$name as /etc/$name.before-fruix"
			mv "$root/etc/$name" "$root/etc/$name.before-fruix"
		fi
		ln -sfn "$target" "$root/etc/$name"
	done
	for link in "$root"/etc/*; do
		[ -L "$link" ] || continue
		target=$(readlink "$link")
		case $target in
		/run/current-system/etc/*) [ -e "$root$target" ] || [ -L "$root$target" ] || rm -f "$link" ;;
		esac
	done
}

# A directory of /etc that holds files of the machine's own, as /etc/ssh: links one by one.
link_inside() {
	[ -d "$system/etc/$1" ] || return 0
	for entry in "$system/etc/$1"/*; do
		name=${entry##*/}
		[ -e "$entry" ] || [ -L "$entry" ] || continue
		[ -e "$root/etc/$1/$name" ] && [ ! -L "$root/etc/$1/$name" ] && continue
		ln -sfn "/run/current-system/etc/$1/$name" "$root/etc/$1/$name"
	done
}

# Accounts: those of the declaration, with the passwords that were set on this machine.
merge_accounts() {
	new=$root/etc/master.passwd.fruix
	umask 077
	if [ -f "$root/etc/master.passwd" ]; then
		awk -F: -v OFS=: '
			FNR == NR { if ($2 != "*") password[$1] = $2; next }
			{ if ($1 in password) $2 = password[$1]; print }
		' "$root/etc/master.passwd" "$system/etc/master.passwd" > "$new"
	else
		cat "$system/etc/master.passwd" > "$new"
	fi
	if ! cmp -s "$new" "$root/etc/master.passwd" || [ ! -f "$root/etc/pwd.db" ]; then
		chmod 0600 "$new"
		pwd_mkdb -i -p -d "$root/etc" "$new"
	else
		rm -f "$new"
	fi
	umask 022
	if ! cmp -s "$system/etc/group" "$root/etc/group"; then
		cat "$system/etc/group" > "$root/etc/group.fruix"
		mv "$root/etc/group.fruix" "$root/etc/group"
	fi
}

# home UID GID DIRECTORY: filled once, when it is made or was made empty with the root tree.
home() {
	mkdir -p "$root$3"
	[ -z "$(ls -A "$root$3")" ] || return 0
	for file in "$root"/usr/share/skel/dot.*; do
		[ -f "$file" ] && cp "$file" "$root$3/.${file##*/dot.}"
	done
	chown -R "$1:$2" "$root$3"
	chmod 0755 "$root$3"
}

# authorized_keys UID GID DIRECTORY: the keys come on standard input; the declaration owns the file.
authorized_keys() {
	[ -d "$root$3" ] || mkdir -p "$root$3"
	[ -d "$root$3/.ssh" ] || mkdir "$root$3/.ssh"
	cat > "$root$3/.ssh/authorized_keys.fruix"
	chmod 0700 "$root$3/.ssh"
	chmod 0600 "$root$3/.ssh/authorized_keys.fruix"
	chown "$1:$2" "$root$3/.ssh" "$root$3/.ssh/authorized_keys.fruix"
	mv "$root$3/.ssh/authorized_keys.fruix" "$root$3/.ssh/authorized_keys"
}

umask 022
mkdir -p "$root/var/lib/fruix"
mkdir -p -m 0700 "$root/run/shepherd"
link_etc
merge_accounts
@ACCOUNTS@
@SNIPPETS@
log "done"
