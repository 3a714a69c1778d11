# shellcheck shell=bash
# Gets the programs that judge our streams, for tests only: packagers, parsers and players by others, and a browser.
# Sourced with ROOT set, after prepare.sh.

RUSHES_JUDGES=$ROOT/.tools/judges
export RUSHES_JUDGES

# A judge that cannot be had is no reason to stop: the tests that need it are skipped, and say so.
prepare_judges() {
  command -v chromium >/dev/null || ((EUID != 0)) || (install_package chromium 'for the browser tests') || true
  command -v node >/dev/null || ((EUID != 0)) || (install_package npm 'for the judges') || true
  command -v mediainfo >/dev/null || ((EUID != 0)) || (install_package mediainfo 'to judge QuickTime files') || true
  RUSHES_CHROMIUM=${RUSHES_CHROMIUM-$(command -v chromium)}
  export RUSHES_CHROMIUM
  cmp -s "$ROOT/tests/judges/package-lock.json" "$RUSHES_JUDGES/installed.json" && return
  say "installing the judges (npm) into $RUSHES_JUDGES"
  mkdir -p "$RUSHES_JUDGES"
  cp "$ROOT"/tests/judges/package*.json "$RUSHES_JUDGES/"
  if (cd "$RUSHES_JUDGES" && npm ci --silent --no-audit --no-fund >npm.log 2>&1); then
    cp "$ROOT/tests/judges/package-lock.json" "$RUSHES_JUDGES/installed.json"
  else
    tail -n 5 "$RUSHES_JUDGES/npm.log" >&2
    say 'the judges could not be installed; their tests will be skipped'
  fi
}
