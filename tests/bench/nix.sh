# A nix store of its own, below $T/nix, without a daemon: `. nix.sh`.
export NIX_STORE_DIR=$T/nix/store NIX_STATE_DIR=$T/nix/var NIX_LOG_DIR=$T/nix/log
export NIX_CONF_DIR=$T/nix/etc NIX_DATA_DIR=$T/nix/share HOME=$T/nix/home NIX_REMOTE=
export NIX_CONFIG='experimental-features = nix-command
sandbox = false
build-users-group =
substitute = false'

# Makes it anew, empty.
empty_nix() {
  [ ! -e "$T/nix" ] || chmod -R u+w "$T/nix"
  rm -rf "$T/nix"
  mkdir -p "$T/nix/home" "$T/nix/etc"
  nix-store --init
}

# Fills it with 10,000 directories of three files of 1 KiB, every other one a root.
small_nix_items() {
  empty_nix
  mkdir -p "$T/small" "$T/nix/var/nix/gcroots"
  python3 - "$T/small" <<'PY'
import os, sys
for i in range(10000):
    item = '%s/item-%d' % (sys.argv[1], i)
    os.mkdir(item)
    for name in 'abc':
        with open(item + '/' + name, 'w') as f:
            f.write(('%d%s ' % (i, name) * 1024)[:1024])
PY
  find "$T/small" -mindepth 1 -maxdepth 1 | xargs nix-store --add | sort | awk 'NR % 2' |
    while read -r item; do ln -s "$item" "$NIX_STATE_DIR/gcroots/${item##*/}"; done
  rm -rf "$T/small"
}
